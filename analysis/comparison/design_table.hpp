#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "analysis/comparison/comparison.hpp"

namespace bacelab {

/// A table as cells, to be written in one of several forms.
struct CellTable {
  /// What it shows, in a sentence without a point.
  std::string title;
  /// One for each column.
  std::vector<std::string> titles;
  /// How many columns, the first ones, say what a row is about.
  std::size_t labels = 1;
  /// As many cells as titles in each.
  std::vector<std::vector<std::string>> rows;
  /// What is missing and what is to be doubted, as sentences.
  std::vector<std::string> notes;
};

/// A point of a design in a table.
struct DesignPoint {
  std::size_t point = 0;
  /// Of the factors that vary.
  std::vector<std::string> values;
};

/// One metric at several points of a design: a row for each point, with its number, the factors
/// that vary, the mean of the policy under test, and the overhead of each baseline in percent with
/// its interval. `comparisons` has a comparison of the metric for each point, all with the same
/// baselines. Throws std::invalid_argument for another number, or none.
[[nodiscard]] CellTable design_cells(const std::vector<std::string>& factors,
                                     std::span<const DesignPoint> points,
                                     std::span<const Comparison> comparisons);

/// One metric at one point, or at several that are pooled: a row for each policy, with its mean,
/// overhead and reduction, how probably the policy under test is better, and the p-value.
[[nodiscard]] CellTable policy_cells(const Comparison& comparison);

/// Writes the columns of a table. If the first label leaves room for them, or a line has
/// `table_width` or more characters, they stand side by side (or below the label); else, columns
/// that don't fit stand below the others, with titles in two lines.
void write_columns(std::ostream& out, const CellTable& table, std::size_t width);

/// Writes a table for people in lines of at most `width` characters: columns that don't fit stand
/// below, after the same labels; labels that leave no room for a number are left out, which is
/// said. Only a name or number that is wider than the line makes a longer one.
void write_text(std::ostream& out, const CellTable& table, std::size_t width);

/// Writes a table in Markdown, as README files have them.
void write_markdown(std::ostream& out, const CellTable& table);

/// Writes a table as a LaTeX tabular that needs no package.
void write_latex(std::ostream& out, const CellTable& table);

}  // namespace bacelab
