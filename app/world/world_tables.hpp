#pragma once

#include <cstddef>
#include <iosfwd>

#include "app/world/world_view.hpp"

namespace bacelab {

/// How much of a world is written.
struct TableExtent {
  double end_s;             ///< from time 0 to this
  std::size_t width;        ///< characters of a line
  std::size_t most_series;  ///< of each kind
};

/// Writes the series of a world as sparklines with their statistics over the time shown, beside
/// the theory's over a long time, and its jobs.
void write_world(std::ostream& out, const WorldView& view, const TableExtent& extent);

}  // namespace bacelab
