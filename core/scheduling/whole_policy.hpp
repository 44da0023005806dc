#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/scheduling/orderings.hpp"
#include "core/scheduling/path_step.hpp"
#include "core/scheduling/system_state.hpp"
#include "core/workload/stage_plan.hpp"

namespace bacelab {

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

/// What a whole policy decides on.
struct Situation {
  const SystemState& state;  ///< prices and bandwidths as observed
  double now_s = 0.0;
  std::span<const PendingJob> pending;  ///< by arrival, then id; at least one
  std::span<const RunningView> running;
};

/// A job that is to start now, and where.
struct Decision {
  std::size_t position = 0;       ///< of the job in Situation::pending
  std::vector<RegionIndex> path;  ///< distinct regions, each linked to the next
  std::vector<int> stages;        ///< in each of them, one or more; together an option of its plan
};

/// A policy that decides on all pending jobs at once, where others are made of an ordering, a path
/// finder and an allocator. Each thread has its own.
class WholePolicy {
 public:
  WholePolicy() = default;
  WholePolicy(const WholePolicy&) = delete;
  WholePolicy& operator=(const WholePolicy&) = delete;
  virtual ~WholePolicy() = default;

  /// A run begins; nothing of earlier ones may matter. `seed` is that of the run, the same on any
  /// number of ranks and threads: what is random comes from it.
  virtual void begin_run(std::uint64_t seed) = 0;

  /// Adds to `decisions`, which is empty, the jobs that start now, in this order, each with a place
  /// that is free after those before; nothing: wait. Called at every instant at which jobs are
  /// pending and something happens (an arrival, a finish, a change of a price or a bandwidth), and
  /// again after its decisions have been carried out, until it makes none.
  virtual void decide(const Situation& situation, std::vector<Decision>& decisions) = 0;
};

}  // namespace bacelab
