#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "experiments/box/precision.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/world_set.hpp"
#include "mpi_runner/sharing/work_queue.hpp"
#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab {

/// The replications of one point under a stopping rule. Its worlds come in any order; the rule sees
/// them in replication order, and is checked only at fixed numbers of them, so that where the point
/// ends depends on nothing but its worlds.
class PointRounds {
 public:
  /// The rule must outlive this; `maximum` >= 1.
  PointRounds(const StoppingRule& rule, std::size_t maximum);

  /// Takes the values of a finished world. One that is already there, or comes after the end, is
  /// ignored.
  void add(std::size_t replication, std::span<const double> values);

  [[nodiscard]] bool is_open() const { return !outcome_; }
  /// Replications that are needed for the next check.
  [[nodiscard]] std::size_t next_look() const { return next_look_; }
  /// Replications that are worth computing now: at least those of the next check; more if the rule
  /// expects to need them.
  [[nodiscard]] std::size_t worthwhile() const { return worthwhile_; }
  /// How the point ended; nothing while it is open.
  [[nodiscard]] const std::optional<PointPrecision>& outcome() const { return outcome_; }

 private:
  void take(std::span<const double> values);
  void look();

  const StoppingRule* rule_;
  std::unique_ptr<PointRule> point_;
  std::map<std::size_t, std::vector<double>> waiting_;  ///< for one before them, by replication
  std::size_t taken_ = 0;                               ///< replications that the rule has seen
  std::size_t maximum_;
  std::size_t next_look_;
  std::size_t worthwhile_;
  std::optional<Look> last_look_;
  std::optional<PointPrecision> outcome_;
};

/// Hands out the worlds of all points that a stopping rule has not yet ended, point after point. A
/// rank that asks for work while no world is certain to be needed gets worlds that may be: worlds
/// after the end of a point are never part of the results.
class RoundQueue final : public WorkSource {
 public:
  /// `found`: worlds that are not handed out, since their observations will be passed to add(). The
  /// rule must outlive the queue.
  RoundQueue(const StudyBox& box, const Workers& workers, const StoppingRule& rule,
             const WorldSet& found);

  /// Takes the observations of finished worlds, one set for each of them.
  void add(const WorldValues& seen);

  [[nodiscard]] bool empty() const override;
  WorldRange take() override;
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
  [[nodiscard]] WorldRange needed();
  [[nodiscard]] WorldRange ahead() const;
  void advance();

  StudyBox box_;
  Workers workers_;
  WorldSet handed_out_;  ///< or found
  std::vector<PointRounds> points_;
  std::vector<std::size_t> open_;  ///< points that had not ended when the cursor was last at 0
  std::size_t cursor_ = 0;         ///< in `open_`
  bool closed_ = false;
};

}  // namespace bacelab
