#pragma once

#include <cstddef>
#include <vector>

namespace bacelab {

/// A box of worlds, points x replications, whose worlds follow each other without a gap: either
/// replications of one point, or all replications of adjacent points.
struct WorldBox {
  std::size_t first_point = 0;
  std::size_t points = 0;
  std::size_t first_replication = 0;
  std::size_t replications = 0;

  std::size_t world_count() const { return points * replications; }

  bool operator==(const WorldBox&) const = default;
};

/// The worlds [first_world, first_world + world_count) as at most three boxes, in order: the rest
/// of a point, whole points, the beginning of a point. `replications` is the number a point has.
std::vector<WorldBox> world_boxes(std::size_t first_world, std::size_t world_count,
                                  std::size_t replications);

}  // namespace bacelab
