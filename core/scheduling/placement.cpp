#include "core/scheduling/placement.hpp"

namespace bacelab {

int free_gpus_on(const SystemState& state, const std::vector<RegionIndex>& path) {
  int sum = 0;
  for (const RegionIndex region : path) sum += state.free_gpus[region];
  return sum;
}

}  // namespace bacelab
