#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "experiments/box/precision.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/world_set.hpp"
#include "mpi_runner/rounds/point_rounds.hpp"
#include "mpi_runner/sharing/work_queue.hpp"
#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab {

/// Hands out the worlds of all points that a stopping rule has not yet ended, point after point. A
/// rank that asks for work while no world is certain to be needed gets worlds that may be: worlds
/// after the end of a point are never part of the results. Policies that a rule has dropped at a
/// point are left out of the work.
class RoundQueue final : public WorkSource {
 public:
  /// `found`: worlds that are not handed out, since their observations will be passed to add(). The
  /// rule must outlive the queue.
  RoundQueue(const StudyBox& box, const Workers& workers, const StoppingRule& rule,
             const WorldSet& found);

  /// Takes the observations of finished worlds, one set for each of them. A world that was found
  /// without a run that is needed will be handed out again, with all of its runs.
  void add(const WorldValues& seen);

  [[nodiscard]] bool empty() const override;
  [[nodiscard]] bool may_grow() const override { return !closed_ && !is_decided(); }
  Work take() override;
  void close() override { closed_ = true; }

  /// Whether all points have ended.
  [[nodiscard]] bool is_decided() const;
  /// How they ended.
  /// \throws std::logic_error if one has not
  [[nodiscard]] PrecisionOutcome outcome() const;
  /// The worlds of the points that have ended, up to their ends.
  [[nodiscard]] WorldSet wanted() const;

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

}  // namespace bacelab
