#pragma once

#include <vector>

#include "analysis/figures/figure.hpp"

namespace bacelab {

/// The range of the x axis of a panel in shown units: the one that it has, or that of all values
/// and references, with a margin. Never empty.
[[nodiscard]] AxisRange range_of_x(const Panel& panel);

/// The same of the y axis; of categories from below the last one to above the first.
[[nodiscard]] AxisRange range_of_y(const Panel& panel);

/// The places of a series of intervals on the y axis, one for each row: those of their categories,
/// and beside them those of the other such series of the panel.
[[nodiscard]] std::vector<double> places_of_intervals(const Panel& panel,
                                                      const FigureSeries& series);

/// The range of the shades of a figure in shown units; 0 to 1 without values.
[[nodiscard]] AxisRange range_of_shades(const Figure& figure);

}  // namespace bacelab
