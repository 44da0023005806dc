#include "core/scheduling/job_view.hpp"

#include <algorithm>

namespace bacelab {
namespace {

/// The largest option that fits into the slots of the regions that hold it together, each with so
/// many GPUs.
template <class GpusOf>
const StageOption* most_together(const SystemState& state, const StagePlan& plan,
                                 const GpusOf& gpus_of) {
  const auto slots = [&](const StageOption& option) {
    int sum = 0;
    for (RegionIndex region; region < state.free_gpus().end_index(); ++region) {
      if (plan.holds(option, region)) sum += gpus_of(region) / option.gpus;
    }
    return sum;
  };
  if (plan.is_held_everywhere()) return plan.largest_within(slots(plan.best()));
  for (auto option = plan.options().rbegin(); option != plan.options().rend(); ++option) {
    if (option->stages <= slots(*option)) return &*option;
  }
  return nullptr;
}

}  // namespace

JobView FreeSlots::counted(const SystemState& state, const StagePlan& plan,
                           const StageOption* option) {
  const auto& free = state.free_gpus();
  int total = 0;
  slots_.assign(free.size(), 0);
  for (RegionIndex region; region < free.end_index(); ++region) {
    if (option != nullptr && !plan.holds(*option, region)) continue;
    slots_[region] = free[region] / plan.gpus_of_stage();
    total += slots_[region];
  }
  return {state, plan, slots_, total};
}

const StageOption* most_stages(const SystemState& state, const StagePlan& plan) {
  if (plan.slots_are_gpus()) return plan.largest_within(state.total_gpus());
  return most_together(state, plan, [&](RegionIndex region) { return state.gpus(region); });
}

const StageOption* most_free_stages(const SystemState& state, const StagePlan& plan) {
  if (plan.slots_are_gpus()) return plan.largest_within(state.total_free_gpus());
  return most_together(state, plan, [&](RegionIndex region) { return state.free_gpus()[region]; });
}

const StageOption* most_stages_in_a_region(const SystemState& state, const StagePlan& plan) {
  if (plan.is_held_everywhere()) {
    return plan.largest_within(state.largest_region_gpus() / plan.gpus_of_stage());
  }
  const StageOption* most = nullptr;
  for (RegionIndex region; region < state.free_gpus().end_index(); ++region) {
    const StageOption* own = plan.largest_within(state.gpus(region) / plan.gpus_of_stage(), region);
    if (own != nullptr && (most == nullptr || own->stages > most->stages)) most = own;
  }
  return most;
}

}  // namespace bacelab
