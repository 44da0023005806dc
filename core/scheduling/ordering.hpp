#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/scheduling/system_state.hpp"
#include "core/workload/stage_plan.hpp"

namespace bacelab {

/// A job that waits for its start, as an ordering sees it.
struct PendingJob {
  JobIndex job;
  TemplateIndex model;
  std::int64_t id = 0;
  double arrival_s = 0.0;
  const StagePlan* plan = nullptr;
  double ideal_s = 0.0;  ///< E_j: its iterations at k* without transfers
};

/// The order in which pending jobs are tried (MODEL.md section 7, orderings).
class Ordering {
 public:
  Ordering() = default;
  Ordering(const Ordering&) = delete;
  Ordering& operator=(const Ordering&) = delete;
  virtual ~Ordering() = default;

  /// Fills `scores` with one number a pending job, smallest first; equal scores keep the order of
  /// `pending`, which is by arrival, then id.
  virtual void score(const SystemState& state, std::span<const PendingJob> pending,
                     std::vector<double>& scores) const = 0;
  /// Is the order always that of `pending`, so that nobody needs the scores?
  [[nodiscard]] virtual bool keeps_arrival_order() const { return false; }
};

/// Positions in `scores`, ascending by score, equal scores by position.
void sort_by_score(std::span<const double> scores, std::vector<std::uint32_t>& positions);

}  // namespace bacelab
