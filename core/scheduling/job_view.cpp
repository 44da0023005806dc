#include "core/scheduling/job_view.hpp"

#include <algorithm>
#include <numeric>

namespace bacelab {

// None of these is inline: mostly free slots are free GPUs.

[[gnu::noinline]] JobView FreeSlots::counted(const SystemState& state, const StagePlan& plan,
                                             const StageOption& option) {
  slots_ = state.free_gpus();
  for (RegionIndex region; region < slots_.end_index(); ++region) {
    const int slots = slots_[region] / plan.gpus_of_stage();
    slots_[region] = plan.holds(option, region) ? slots : 0;
  }
  return {state, plan, slots_};
}

[[gnu::noinline]] JobView FreeSlots::counted_for_one_region(const SystemState& state,
                                                            const StagePlan& plan, int fewest) {
  slots_ = state.free_gpus();
  for (RegionIndex region; region < slots_.end_index(); ++region) {
    const int slots = slots_[region] / plan.gpus_of_stage();
    const StageOption* most = plan.largest_within(slots, region);
    slots_[region] = most != nullptr && most->stages >= fewest ? slots : 0;
  }
  return {state, plan, slots_};
}

int counted_free_slots(const JobView& view) {
  return std::accumulate(view.free_slots.begin(), view.free_slots.end(), 0);
}

int counted_regions_with_free_slots(const JobView& view) {
  const auto has_any = [](int slots) { return slots > 0; };
  return static_cast<int>(std::count_if(view.free_slots.begin(), view.free_slots.end(), has_any));
}

[[gnu::noinline]] const StageOption* most_together(const SystemState& state, const StagePlan& plan,
                                                   bool free_alone) {
  const auto slots = [&](const StageOption& option) {
    int sum = 0;
    for (RegionIndex region; region < state.free_gpus().end_index(); ++region) {
      if (!plan.holds(option, region)) continue;
      sum += (free_alone ? state.free_gpus()[region] : state.gpus(region)) / option.gpus;
    }
    return sum;
  };
  if (plan.is_held_everywhere()) return plan.largest_within(slots(plan.best()));
  for (auto option = plan.options().rbegin(); option != plan.options().rend(); ++option) {
    if (option->stages <= slots(*option)) return &*option;
  }
  return nullptr;
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
