#pragma once

#include <string>

#include "analysis/figures/figure.hpp"

namespace bacelab {

/// How gnuplot draws lines of this series: width, dashes and colour. Neighbouring numbers differ in
/// dashes too, for prints in grey.
[[nodiscard]] std::string line_look(const FigureSeries& series);

/// Small symbols are for many points.
enum class SymbolSize { small, usual };

/// How gnuplot draws symbols of this series: shape, size (times `symbol_scale`, which a script
/// sets) and colour.
[[nodiscard]] std::string symbol_look(const FigureSeries& series,
                                      SymbolSize size = SymbolSize::usual);

/// The colour of this series, as gnuplot reads it: 'rgb '#0072B2''.
[[nodiscard]] std::string colour_look(const FigureSeries& series);

}  // namespace bacelab
