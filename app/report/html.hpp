#pragma once

#include <string>
#include <string_view>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

// Pieces of HTML. All texts that come from a file go through escaped().

/// A text as the content of an element or of an attribute in double quotes.
[[nodiscard]] std::string escaped(std::string_view text);

/// JSON as the content of a <script>, which ends at the first "</script".
[[nodiscard]] std::string script_text(std::string json);

/// A cell of a table whose text is rounded; its attributes have the value, and the limits of its
/// interval, to full precision. A missing value says why when it is pointed at.
[[nodiscard]] std::string cell_of(const Estimate& estimate, const std::string& text);
[[nodiscard]] std::string cell_of(const ValueOrReason<double>& value, const std::string& text);

/// A cell with a text, which is escaped.
[[nodiscard]] std::string text_cell(std::string_view text);

/// The heading of a row.
[[nodiscard]] std::string row_heading(std::string_view text);

/// The heading of a column; numbers are set right.
enum class ColumnKind { text, number };
[[nodiscard]] std::string column_heading(std::string_view text, ColumnKind kind);

/// A part of the page with a heading; `name` is its id.
[[nodiscard]] std::string section_of(std::string_view name, std::string_view title,
                                     const std::string& content);

/// A part that is folded.
[[nodiscard]] std::string folded(std::string_view summary, const std::string& content);

/// A command line to be copied.
[[nodiscard]] std::string command_block(std::string_view command);

/// A text in which `what stands between backticks` is code.
[[nodiscard]] std::string paragraph(std::string_view text, std::string_view style = "");

}  // namespace bacelab
