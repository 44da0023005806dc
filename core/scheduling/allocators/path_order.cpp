#include "core/scheduling/allocators/path_order.hpp"

#include <algorithm>

namespace bacelab {

void PathOrder::allocate(const SystemState& state, Placement& placement) const {
  const std::size_t regions = placement.path.size();
  placement.stages.assign(regions, 1);
  int left = placement.option->stages - static_cast<int>(regions);
  for (std::size_t i = 0; i < regions && left > 0; ++i) {
    const int more = std::min(left, state.free_gpus[placement.path[i]] - 1);
    placement.stages[i] += more;
    left -= more;
  }
}

bool PathOrder::better(const Placement& candidate, const Placement& best) const {
  return shorter_path(candidate, best);
}

}  // namespace bacelab
