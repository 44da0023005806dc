#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "analysis/figures/figure.hpp"
#include "app/figures/layout.hpp"

namespace bacelab {

/// How areas are filled and bordered.
inline constexpr std::string_view area_look = "lw 0.5 fillstyle solid 0.5 border lc rgb '#404040'";

/// The part of a script that draws a panel of a figure: its data, its axes and its series.
[[nodiscard]] std::string panel_script(const Figure& figure, const FigureLayout& layout,
                                       std::size_t number);

/// The part that draws the strip of shades; empty if there is none.
[[nodiscard]] std::string bar_script(const Figure& figure, const FigureLayout& layout);

}  // namespace bacelab
