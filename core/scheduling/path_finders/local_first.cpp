#include "core/scheduling/path_finders/local_first.hpp"

namespace bacelab {
namespace {

/// The cheapest region with so many free slots, of equal ones the first; beyond the last if there
/// is none.
RegionIndex cheapest_with(int stages, const JobView& view) {
  const auto& price = view.state.price();
  const RegionIndex none = view.free_slots.end_index();
  RegionIndex best = none;
  for (RegionIndex region; region < none; ++region) {
    if (view.free_slots[region] < stages) continue;
    if (best == none || price[region] < price[best]) best = region;
  }
  return best;
}

}  // namespace

const StageOption* LocalFirst::most_allowed(const SystemState& state, const StagePlan& plan) const {
  const StageOption* most = most_stages(state, plan);
  if (!most) return nullptr;
  const double allowed = max_fraction_ * most->stages;
  const StageOption* first = plan.options().data();
  while (most != first && most->stages > allowed) --most;
  return most;
}

bool LocalFirst::find_region(const StageOption& most, const SystemState& state,
                             const StagePlan& plan, const Allocator& allocator, Placement& result,
                             DecisionLog* log) {
  const StageOption* first = plan.options().data();
  for (const StageOption* option = &most; option->stages >= local_ * most.stages; --option) {
    const JobView view = slots_.of(state, plan, *option);
    const RegionIndex region = cheapest_with(option->stages, view);
    if (region != view.free_slots.end_index()) {
      if (log) log->stage_count(*option, "one region takes them");
      result.clear();
      result.path.emplace_back(region);
      result.option = option;
      allocator.allocate(view, result);
      if (log) log->candidate(result);
      return true;
    }
    if (option == first) break;
  }
  return false;
}

SearchOutcome LocalFirst::find(const SystemState& state, const StagePlan& plan,
                               const Allocator& allocator, Placement& result, DecisionLog* log) {
  const StageOption* most = most_allowed(state, plan);
  if (most && find_region(*most, state, plan, allocator, result, log)) {
    return {.found = true, .by_gpus_alone = true};
  }
  return across_.find_up_to(most, state, plan, allocator, result, log);
}

}  // namespace bacelab
