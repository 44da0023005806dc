#pragma once

#include <string>

#include "app/world/world_view.hpp"

namespace bacelab {

/// The gnuplot script of a figure (SVG) of a world from time 0 to end_s: a panel for each kind of
/// series, and one for the arrivals.
std::string world_figure(const WorldView& view, const std::string& title, double end_s);

}  // namespace bacelab
