#pragma once

#include "core/scheduling/system_state.hpp"
#include "core/workload/stage_plan.hpp"

namespace bacelab {

/// What a search for a place of one job sees: the state, and the free slots of each region, stages
/// of the job that it has room for (MODEL.md section 7).
struct JobView {
  const SystemState& state;
  const StagePlan& plan;
  const Table<RegionIndex, int>& free_slots;
};

/// Counts the free slots of regions. Where each free GPU is one there is nothing to count.
class FreeSlots {
 public:
  /// For so many stages of a job, which a region must have the memory for; valid until the next
  /// call, and as long as the state does not change.
  JobView of(const SystemState& state, const StagePlan& plan, const StageOption& option) {
    if (plan.slots_are_gpus()) return {state, plan, state.free_gpus()};
    return counted(state, plan, option);
  }
  /// The free slots of the regions that hold an option of at least so many stages, and have as many
  /// free slots as it has stages; of the others none.
  JobView for_one_region(const SystemState& state, const StagePlan& plan, int fewest) {
    if (plan.slots_are_gpus()) return {state, plan, state.free_gpus()};
    return counted_for_one_region(state, plan, fewest);
  }

 private:
  JobView counted(const SystemState& state, const StagePlan& plan, const StageOption& option);
  JobView counted_for_one_region(const SystemState& state, const StagePlan& plan, int fewest);

  Table<RegionIndex, int> slots_;
};

/// Of all regions. Not inline: mostly free slots are free GPUs, which the state counts.
[[gnu::noinline]] int counted_free_slots(const JobView& view);
[[gnu::noinline]] int counted_regions_with_free_slots(const JobView& view);

inline int total_free_slots(const JobView& view) {
  return view.plan.slots_are_gpus() ? view.state.total_free_gpus() : counted_free_slots(view);
}
inline int regions_with_free_slots(const JobView& view) {
  return view.plan.slots_are_gpus() ? view.state.regions_with_free_gpus()
                                    : counted_regions_with_free_slots(view);
}

/// The largest option of a plan whose slots are not GPUs that fits into the slots of the regions
/// that hold it, all GPUs of theirs or the free ones; null if there is none.
const StageOption* most_together(const SystemState& state, const StagePlan& plan, bool free_alone);

/// k_hat: the largest option for which the regions that hold it have the slots, in use or not; null
/// if there is none.
inline const StageOption* most_stages(const SystemState& state, const StagePlan& plan) {
  if (plan.slots_are_gpus()) return plan.largest_within(state.total_gpus());
  return most_together(state, plan, false);
}

/// The same where all stages must be in one region.
const StageOption* most_stages_in_a_region(const SystemState& state, const StagePlan& plan);

/// The largest option for which the free slots of the regions that hold it suffice; null if there
/// is none.
inline const StageOption* most_free_stages(const SystemState& state, const StagePlan& plan) {
  if (plan.slots_are_gpus()) return plan.largest_within(state.total_free_gpus());
  return most_together(state, plan, true);
}

}  // namespace bacelab
