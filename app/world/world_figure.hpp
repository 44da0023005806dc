#pragma once

#include <string>

#include "analysis/figures/figure.hpp"
#include "app/world/world_view.hpp"

namespace bacelab {

/// A world from time 0 to end_s: a panel for each kind of series, and one for the arrivals. Series
/// with very many values are shown by their means over equal parts of the time, which it notes.
[[nodiscard]] Figure world_figure(const WorldView& view, const std::string& caption, double end_s);

/// How many seconds of a world are shown unless somebody says so: a week, or until the last job has
/// arrived, but not beyond the horizon.
[[nodiscard]] double shown_seconds(const Scenario& world);

}  // namespace bacelab
