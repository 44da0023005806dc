#pragma once

#include <vector>

#include "analysis/figures/figure.hpp"
#include "analysis/figures/ticks.hpp"

namespace bacelab {

/// As many round values as stand beside each other on a length in points.
[[nodiscard]] std::vector<Tick> round_ticks_beside(const AxisRange& range, AxisScale scale,
                                                   double length);

/// The ticks of a horizontal axis of this length, in points: at the values that it names, if their
/// texts stand beside each other, otherwise round ones.
[[nodiscard]] std::vector<Tick> ticks_along(const FigureAxis& axis, const AxisRange& range,
                                            double length);

/// The same for a vertical axis, whose texts stand above each other.
[[nodiscard]] std::vector<Tick> ticks_upwards(const FigureAxis& axis, const AxisRange& range,
                                              double height);

}  // namespace bacelab
