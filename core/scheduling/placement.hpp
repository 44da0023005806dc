#pragma once

#include <vector>

#include "core/index.hpp"
#include "core/scheduling/system_state.hpp"
#include "core/workload/stage_plan.hpp"

namespace bacelab {

/// Where the stages of a job go: a path of distinct regions, with stages in each.
struct Placement {
  std::vector<RegionIndex> path;
  std::vector<int> stages;              ///< as long as the path, each >= 1
  const StageOption* option = nullptr;  ///< its stage count is the sum of `stages`

  void clear() {
    path.clear();
    stages.clear();
    option = nullptr;
  }
};

/// Unused GPUs of all regions on the path.
int free_gpus_on(const SystemState& state, const std::vector<RegionIndex>& path);

}  // namespace bacelab
