#include "core/scheduling/path_finders/single_region.hpp"

#include <optional>

namespace bacelab {

SearchOutcome SingleRegion::find(const SystemState& state, const StagePlan& plan,
                                 const Allocator& allocator, Placement& result, DecisionLog* log) {
  std::optional<RegionIndex> best;
  for (RegionIndex region; region < state.free_gpus.end_index(); ++region) {
    if (state.free_gpus[region] < plan.k_min()) continue;
    if (!best || preferred(state, region, *best)) best = region;
  }
  if (!best) {
    if (log) log->refused("no region has the free GPUs that the fewest stages need");
    return {};
  }
  result.clear();
  result.path.push_back(*best);
  result.option = plan.largest_within(state.free_gpus[*best]);
  allocator.allocate(state, result);
  if (log) log->candidate(result);
  return {.found = true};
}

}  // namespace bacelab
