#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "app/world/world_view.hpp"

namespace bacelab {

/// Which world of a study it is.
struct WorldOrigin {
  std::string study;  ///< the file
  std::size_t point;
  std::string point_label;  ///< the values of its factors; empty without a design
  std::size_t replication;
};

/// Writes the statistics of a world's series over [0, end_s], beside the theory's over a long time,
/// and its jobs as a JSON object, to full precision, in the units of the tables; null where there
/// is no value.
void write_world_json(std::ostream& out, const WorldOrigin& origin, const WorldView& view,
                      double end_s);

}  // namespace bacelab
