#pragma once

#include <iosfwd>

#include "analysis/figures/figure.hpp"

namespace bacelab {

/// Writes the numbers of a figure as CSV (RFC 4180, but lines end in "\n"): first lines that begin
/// with "# ": the caption, a line for each note, and the columns that have a unit. Then a heading
/// and a row for each row of each series, with the title of its panel and its name. Columns are
/// those of all series but lines to compare with; what a series does not have is empty. Numbers are
/// the shortest that read back as the same double, whatever the locale.
void write_csv(std::ostream& out, const Figure& figure);

}  // namespace bacelab
