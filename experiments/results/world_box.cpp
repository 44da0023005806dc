#include "experiments/results/world_box.hpp"

#include <algorithm>

namespace bacelab {

std::vector<WorldBox> world_boxes(std::size_t first_world, std::size_t world_count,
                                  std::size_t replications) {
  std::vector<WorldBox> boxes;
  const std::size_t end = first_world + world_count;
  for (std::size_t world = first_world; world < end; world += boxes.back().world_count()) {
    const std::size_t point = world / replications;
    const std::size_t replication = world % replications;
    const std::size_t left = end - world;
    if (replication == 0 && left >= replications) {
      boxes.push_back({point, left / replications, 0, replications});
    } else {
      boxes.push_back({point, 1, replication, std::min(left, replications - replication)});
    }
  }
  return boxes;
}

}  // namespace bacelab
