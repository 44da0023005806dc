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
  int total_free_slots;
};

/// Counts the free slots of regions. Where each free GPU is one there is nothing to count.
class FreeSlots {
 public:
  /// For so many stages of a job, which a region must have the memory for; valid until the next
  /// call, and as long as the state does not change.
  JobView of(const SystemState& state, const StagePlan& plan, const StageOption& option) {
    if (plan.slots_are_gpus()) {
      return {state, plan, state.free_gpus(), state.total_free_gpus()};
    }
    return counted(state, plan, &option);
  }
  /// The same for a stage whatever its memory.
  JobView whatever_the_memory(const SystemState& state, const StagePlan& plan) {
    return plan.is_held_everywhere() ? of(state, plan, plan.best()) : counted(state, plan, nullptr);
  }

 private:
  JobView counted(const SystemState& state, const StagePlan& plan, const StageOption* option);

  Table<RegionIndex, int> slots_;
};

/// k_hat: the largest option for which the regions that hold it have the slots, in use or not; null
/// if there is none.
const StageOption* most_stages(const SystemState& state, const StagePlan& plan);

/// The same where all stages must be in one region.
const StageOption* most_stages_in_a_region(const SystemState& state, const StagePlan& plan);

/// The largest option for which the free slots of the regions that hold it suffice; null if there
/// is none.
const StageOption* most_free_stages(const SystemState& state, const StagePlan& plan);

}  // namespace bacelab
