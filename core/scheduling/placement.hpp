#pragma once

#include <vector>

#include "core/index.hpp"
#include "core/scheduling/system_state.hpp"
#include "core/workload/stage_plan.hpp"

namespace bacelab {

/// Electricity price of a placement, and the sum of the absolute values that it is made of, both
/// added in region index order so that equal divisions over other paths have equal sums.
struct PlacementPrice {
  double price = 0.0;      ///< USD for 1,000 hours
  double magnitude = 0.0;  ///< the same, of absolute values
};

/// Where the stages of a job go: a path of distinct regions, with stages in each.
struct Placement {
  std::vector<RegionIndex> path;
  std::vector<int> stages;              ///< as long as the path, each >= 1
  const StageOption* option = nullptr;  ///< its stage count is the sum of `stages`
  PlacementPrice price;                 ///< filled in by allocators that compare prices

  void clear() {
    path.clear();
    stages.clear();
    option = nullptr;
    price = {};
  }
};

/// Unused GPUs of all regions on the path.
int free_gpus_on(const SystemState& state, const std::vector<RegionIndex>& path);

}  // namespace bacelab
