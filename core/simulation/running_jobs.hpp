#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/contract.hpp"
#include "core/index.hpp"
#include "core/pipeline/iteration_time.hpp"
#include "core/workload/stage_plan.hpp"

namespace bacelab {

constexpr double rounding_of_times = 1e-9;  ///< relative

/// A job between start and finish.
struct RunningJob {
  JobIndex job;
  bool touched = false;  ///< a share changed at this instant
  const StagePlan* plan = nullptr;
  const StageOption* option = nullptr;
  double reserved_bit_per_s = 0.0;  ///< on each link of its path
  double iteration_s = 0.0;         ///< at the present shares
  double anchor_s = 0.0;            ///< when `remaining` was true
  double remaining = 0.0;           ///< iterations
  std::vector<StageGroup> groups;   ///< its path
  std::vector<LinkIndex> links;     ///< its boundaries: one less
  std::vector<Boundary> transfers;  ///< at the present shares; as many
};

/// Iterations that a job has still to do.
inline double remaining_at(const RunningJob& running, double time) {
  BACELAB_EXPECTS(time >= running.anchor_s);
  const double left = running.remaining - (time - running.anchor_s) / running.iteration_s;
  BACELAB_ENSURES(left >= -rounding_of_times * time / running.iteration_s);
  return std::max(0.0, left);
}

/// The running jobs, each in a slot that is reused after its end, so that memory grows only with
/// the number of jobs that run at the same time.
class RunningJobs {
 public:
  /// All slots are free.
  void reset();

  /// A free slot.
  std::uint32_t take();
  void give_back(std::uint32_t slot) {
    BACELAB_EXPECTS(slot < used_ && std::find(free_.begin(), free_.end(), slot) == free_.end());
    free_.push_back(slot);
  }

  /// Slots taken in this run, in use or returned; a returned one still contains its last job.
  [[nodiscard]] std::size_t slots() const { return used_; }
  RunningJob& operator[](std::uint32_t slot) {
    BACELAB_EXPECTS(slot < used_);
    return slots_[slot];
  }
  const RunningJob& operator[](std::uint32_t slot) const {
    BACELAB_EXPECTS(slot < used_);
    return slots_[slot];
  }

 private:
  std::vector<RunningJob> slots_;
  std::vector<std::uint32_t> free_;
  std::uint32_t used_ = 0;  // slots from here on were never taken in this run
};

inline void RunningJobs::reset() {
  free_.clear();
  used_ = 0;
}

inline std::uint32_t RunningJobs::take() {
  if (!free_.empty()) {
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
  }
  if (used_ == slots_.size()) slots_.emplace_back();
  return used_++;
}

}  // namespace bacelab
