#pragma once

#include <string>

#include "analysis/figures/figure.hpp"
#include "app/figures/layout.hpp"

namespace bacelab {

/// The files that a figure can be drawn into.
enum class FigureFormat { pdf, svg, png };

/// The format by the ending of a file's name. Throws InputError, with the allowed ones, for any
/// other.
[[nodiscard]] FigureFormat format_of(const std::string& file);

/// The script for gnuplot (5.4 or later) that draws a figure; all data are in it. It does not say
/// into which file. Equal figures give equal scripts, to the last byte.
[[nodiscard]] std::string gnuplot_script(const Figure& figure, FigureFormat format,
                                         FigureWidth width);

}  // namespace bacelab
