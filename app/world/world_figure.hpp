#pragma once

#include <string>

#include "app/world/world_view.hpp"

namespace bacelab {

/// A text in single quotes, as gnuplot reads it.
std::string gnuplot_text(const std::string& text);

/// Lets gnuplot draw a script, which must not set an output, into a file that appears when it is
/// whole. Throws InputError if there is no gnuplot or the file cannot be written.
void draw_with_gnuplot(const std::string& script, const std::string& file);

/// The gnuplot script of a figure (SVG) of a world from time 0 to end_s: a panel for each kind of
/// series, and one for the arrivals.
std::string world_figure(const WorldView& view, const std::string& title, double end_s);

}  // namespace bacelab
