#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/scheduling/allocators.hpp"

namespace bacelab {

/// Receives what a policy does and why, as it happens. All numbers are as the policy saw them.
class DecisionLog {
 public:
  DecisionLog() = default;
  DecisionLog(const DecisionLog&) = delete;
  DecisionLog& operator=(const DecisionLog&) = delete;
  virtual ~DecisionLog() = default;

  /// A round of a pass begins. Everything up to the next round is decided in `state`, which lives
  /// that long. A log that needs no prices or capacities need not override this.
  virtual void round(const SystemState& /*state*/) {}
  /// The pending jobs of a round in the order in which they are tried, with the scores that the
  /// ordering gave them; of a whole policy, which has no scores, by arrival.
  virtual void order(double now_s, double network_utilisation,
                     std::span<const std::int64_t> job_ids, std::span<const double> scores) = 0;
  /// A job is tried.
  virtual void attempt(std::int64_t job_id) = 0;
  /// A job of the same template was refused in this state, so this one is too.
  virtual void refused_as_before(std::int64_t job_id) = 0;
  /// The path finder tries a stage count.
  virtual void stage_count(const StageOption& option, std::string_view why) = 0;
  /// An edge was refused: its residual bandwidth is below the demand.
  virtual void edge_refused(RegionIndex from, RegionIndex to, double residual, double demand) = 0;
  /// A path that cannot be extended has too few free slots.
  virtual void dead_end(const std::vector<RegionIndex>& path, int slots, int wanted) = 0;
  /// A candidate with its stages.
  virtual void candidate(const Placement& placement) = 0;
  /// No placement, and why not.
  virtual void refused(std::string_view why) = 0;
  /// The job starts.
  virtual void start(std::int64_t job_id, const Placement& placement) = 0;
  /// The policy ends the pass, since this job, the first in order, can't be placed.
  virtual void blocked(std::int64_t job_id) = 0;
};

}  // namespace bacelab
