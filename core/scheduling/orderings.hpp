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
  TemplateIndex template_index;
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

  /// Fills `scores` with one number per pending job, smallest first; equal scores keep the order of
  /// `pending`, which is by arrival, then id.
  virtual void score(const SystemState& state, std::span<const PendingJob> pending,
                     std::vector<double>& scores) const = 0;
  /// Is the order always that of `pending`, so that the scores are not needed?
  [[nodiscard]] virtual bool keeps_arrival_order() const { return false; }
  /// May the order change with the state, the pending jobs being the same?
  [[nodiscard]] virtual bool depends_on_state() const { return true; }
  /// What score() reads of the state.
  [[nodiscard]] virtual Looks looks() const { return {}; }
};

/// Positions in `scores`, ascending by score, equal scores by position.
void sort_by_score(std::span<const double> scores, std::vector<std::uint32_t>& positions);

/// BACE-Pipe's dynamic priority (MODEL.md section 7): (1-alpha)(1-I_j) + alpha(1-D_j), highest
/// first, with I_j = E_j / max E and D_j = d_j(k*) / max d over the pending jobs and alpha the
/// network utilisation. An idle network favours short jobs, a congested one those with little
/// traffic. The score is the negative priority.
class BacePriority final : public Ordering {
 public:
  void score(const SystemState& state, std::span<const PendingJob> pending,
             std::vector<double>& scores) const override;
  [[nodiscard]] Looks looks() const override { return {.at_prices = false, .at_links = false}; }
};

/// First come, first served: by arrival, then id.
class Fcfs final : public Ordering {
 public:
  void score(const SystemState& state, std::span<const PendingJob> pending,
             std::vector<double>& scores) const override;
  [[nodiscard]] bool keeps_arrival_order() const override { return true; }
  [[nodiscard]] bool depends_on_state() const override { return false; }
  [[nodiscard]] Looks looks() const override { return {.at_prices = false, .at_links = false}; }
};

/// Shortest job first, by E_j.
class Sjf final : public Ordering {
 public:
  void score(const SystemState& state, std::span<const PendingJob> pending,
             std::vector<double>& scores) const override;
  [[nodiscard]] bool depends_on_state() const override { return false; }
  [[nodiscard]] Looks looks() const override { return {.at_prices = false, .at_links = false}; }
};

}  // namespace bacelab
