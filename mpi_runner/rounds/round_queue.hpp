#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "experiments/box/precision.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/world_set.hpp"
#include "mpi_runner/rounds/point_rounds.hpp"
#include "mpi_runner/rounds/rounds.hpp"
#include "mpi_runner/sharing/work_queue.hpp"
#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab {

/// Hands out the worlds of all points that a stopping rule has not yet ended, point after point. A
/// rank that asks for work while no world is certain to be needed gets worlds that may be: worlds
/// after the end of a point are never part of the results. Policies that a rule has dropped at a
/// point are left out of the work.
class RoundQueue final : public Rounds {
 public:
  /// `found`: worlds that are not handed out, since their observations will be passed to add(). The
  /// rule must outlive the queue.
  RoundQueue(const StudyBox& box, const Workers& workers, const StoppingRule& rule,
             const WorldSet& found);

  /// Takes the observations of finished worlds, one set for each of them. A world that was found
  /// without a run that is needed will be handed out again, with all of its runs.
  void add(const WorldValues& seen) override;

  [[nodiscard]] bool empty() const override;
  [[nodiscard]] bool may_grow() const override { return !closed_ && !is_decided(); }
  Work take() override;
  void close() override { closed_ = true; }

  [[nodiscard]] std::size_t most_worlds() const override { return box_.worlds(); }
  [[nodiscard]] bool is_decided() const override;
  [[nodiscard]] PrecisionOutcome outcome() const override;
  [[nodiscard]] WorldSet wanted() const override;

 private:
  [[nodiscard]] WorldRange not_handed_out(std::size_t point, std::size_t limit) const;
  [[nodiscard]] Work again();
  [[nodiscard]] WorldRange needed();
  [[nodiscard]] WorldRange ahead() const;
  void advance();

  StudyBox box_;
  Workers workers_;
  WorldSet handed_out_;           ///< or found
  std::deque<WorldIndex> again_;  ///< found, and to be handed out nevertheless
  std::vector<PointRounds> points_;
  std::vector<std::size_t> open_;  ///< points that had not ended when the cursor was last at 0
  std::size_t cursor_ = 0;         ///< in `open_`
  bool closed_ = false;
};

/// A stopping rule for each point.
class PointwiseRounds final : public RoundsRule {
 public:
  explicit PointwiseRounds(std::unique_ptr<const StoppingRule> rule) : rule_(std::move(rule)) {}

  [[nodiscard]] const std::vector<RunValue>& values() const override { return rule_->values(); }
  [[nodiscard]] bool drops_policies() const override { return rule_->drops_policies(); }
  [[nodiscard]] std::unique_ptr<Rounds> begin(const StudyBox& box, const Workers& workers,
                                              const WorldSet& found) const override {
    return std::make_unique<RoundQueue>(box, workers, *rule_, found);
  }

 private:
  std::unique_ptr<const StoppingRule> rule_;
};

}  // namespace bacelab
