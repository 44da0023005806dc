#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/scheduling/situation.hpp"

namespace bacelab {

/// The order in which pending jobs are tried (MODEL.md section 7, orderings).
class Ordering {
 public:
  Ordering() = default;
  Ordering(const Ordering&) = delete;
  Ordering& operator=(const Ordering&) = delete;
  virtual ~Ordering() = default;

  /// Fills `scores` with one number per pending job, smallest first; equal scores keep the order of
  /// the pending jobs, which is by arrival, then id. They depend on the arguments alone.
  virtual void score(const Situation& situation, std::vector<double>& scores) const = 0;
  /// Is the order always that of arrival, so that the scores are not needed?
  [[nodiscard]] virtual bool keeps_arrival_order() const { return false; }
  /// May the order change with time, the state or the running jobs, the pending ones being the
  /// same?
  [[nodiscard]] virtual bool depends_on_state() const { return true; }
  /// A run begins: nothing of earlier ones may matter.
  virtual void begin_run() {}
  /// What score() reads of what it is given.
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
  void score(const Situation& situation, std::vector<double>& scores) const override;
  [[nodiscard]] Looks looks() const override { return Looks::at_nothing(); }
};

/// First come, first served: by arrival, then id.
class Fcfs final : public Ordering {
 public:
  void score(const Situation& situation, std::vector<double>& scores) const override;
  [[nodiscard]] bool keeps_arrival_order() const override { return true; }
  [[nodiscard]] bool depends_on_state() const override { return false; }
  [[nodiscard]] Looks looks() const override { return Looks::at_nothing(); }
};

/// Shortest job first, by E_j.
class Sjf final : public Ordering {
 public:
  void score(const Situation& situation, std::vector<double>& scores) const override;
  [[nodiscard]] bool depends_on_state() const override { return false; }
  [[nodiscard]] Looks looks() const override { return Looks::at_nothing(); }
};

}  // namespace bacelab
