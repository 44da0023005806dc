#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>

#include "analysis/figures/figure.hpp"
#include "app/figures/layout.hpp"

namespace bacelab {

/// Points of a figure at which a reader may look, as a list of [x, y, text]: where they are in its
/// SVG drawing, and their values with their units. At most `most` of them, evenly chosen.
[[nodiscard]] nlohmann::ordered_json marks_of(const Figure& figure, FigureWidth width,
                                              std::size_t most);

/// The figure with at most `most` points in each series of points, evenly chosen in their order;
/// notes if it leaves some out.
[[nodiscard]] Figure thinned(Figure figure, std::size_t most);

}  // namespace bacelab
