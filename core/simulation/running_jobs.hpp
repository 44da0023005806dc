#pragma once

#include <cstdint>
#include <vector>

#include "core/index.hpp"
#include "core/pipeline/iteration_time.hpp"
#include "core/workload/stage_plan.hpp"

namespace bacelab {

/// A job between start and finish.
struct RunningJob {
  JobIndex job;
  const StagePlan* plan = nullptr;
  const StageOption* option = nullptr;
  double iteration_s = 0.0;         ///< at the present shares
  double anchor_s = 0.0;            ///< when `remaining` was true
  double remaining = 0.0;           ///< iterations
  bool touched = false;             ///< a share changed at this instant
  std::vector<StageGroup> groups;   ///< its path
  std::vector<LinkIndex> links;     ///< its boundaries: one less
  std::vector<Boundary> transfers;  ///< at the present shares; as many
};

/// The running jobs, each in a slot that is used again after its end, so that memory grows with
/// the jobs that run at the same time only.
class RunningJobs {
 public:
  /// All slots are free.
  void reset();

  /// A free slot.
  std::uint32_t take();
  void give_back(std::uint32_t slot) { free_.push_back(slot); }

  /// Slots taken in this run, in use or given back; one that was given back still holds the job
  /// that was in it.
  [[nodiscard]] std::size_t slots() const { return used_; }
  RunningJob& operator[](std::uint32_t slot) { return slots_[slot]; }
  const RunningJob& operator[](std::uint32_t slot) const { return slots_[slot]; }

 private:
  std::vector<RunningJob> slots_;
  std::vector<std::uint32_t> free_;
  std::uint32_t used_ = 0;  // slots from here on were never taken in this run
};

}  // namespace bacelab
