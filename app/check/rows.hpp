#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bacelab {

/// Prints a line of `check`: what it is about, and a value.
void print_row(std::string_view name, const std::string& value);

/// The name stands before the first line only.
void print_rows(std::string_view name, const std::vector<std::string>& lines);

/// The text in lines that fit beside a name, as wide as the output may be; continued ones indented.
[[nodiscard]] std::vector<std::string> row_lines(const std::string& text);

/// The same of words that stay whole.
[[nodiscard]] std::vector<std::string> row_lines(const std::vector<std::string>& words);

/// Texts, each in lines that fit; the name stands before the first only.
void print_texts(std::string_view name, const std::vector<std::string>& texts);

}  // namespace bacelab
