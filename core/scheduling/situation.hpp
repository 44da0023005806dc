#pragma once

#include <cstdint>
#include <span>

#include "core/scheduling/path_step.hpp"
#include "core/scheduling/system_state.hpp"
#include "core/workload/stage_plan.hpp"

namespace bacelab {

/// A job that waits for its start, as a policy sees it.
struct PendingJob {
  JobIndex job;
  TemplateIndex template_index;
  std::int64_t id = 0;
  double arrival_s = 0.0;
  const StagePlan* plan = nullptr;
  double ideal_s = 0.0;  ///< E_j: its iterations at k* without transfers
};

/// A job that runs, as a policy sees it.
struct RunningView {
  JobIndex job;
  std::int64_t id = 0;
  const StagePlan* plan = nullptr;
  const StageOption* option = nullptr;
  double start_s = 0.0;
  double remaining_iterations = 0.0;  ///< at this instant
  double iteration_s = 0.0;           ///< at the present shares; infinite if a link gives nothing
  std::span<const PathStep> path;
};

/// What a scheduler decides on at an instant.
struct Situation {
  const SystemState& state;  ///< prices and bandwidths as observed
  double now_s = 0.0;
  std::span<const PendingJob> pending;  ///< by arrival, then id; at least one
  std::span<const RunningView> running;
};

}  // namespace bacelab
