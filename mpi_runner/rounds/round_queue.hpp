#pragma once

#include <cstddef>
#include <vector>

#include "experiments/results/precision_outcome.hpp"
#include "mpi_runner/rounds/observations.hpp"
#include "mpi_runner/rounds/point_rounds.hpp"
#include "mpi_runner/sharing/work_source.hpp"
#include "mpi_runner/sharing/world_set.hpp"

namespace bacelab {

/// Hands out the worlds of all points that a stopping rule has not yet ended, point after point. A
/// rank that asks while nothing is sure to be needed gets worlds that may be: what comes after the
/// end of a point is never part of the results.
class RoundQueue final : public WorkSource {
 public:
  /// The box of worlds of a study, and who computes them.
  struct Box {
    std::size_t points = 1;
    std::size_t replications = 1;    ///< at most, of each point
    std::size_t workers = 1;         ///< ranks
    std::size_t smallest_block = 1;  ///< worlds that keep the threads of a rank busy
  };

  /// `found`: worlds that are not to be handed out, whose observations are given to add(). The rule
  /// must outlive the queue.
  RoundQueue(const Box& box, const StoppingRule& rule, const WorldSet& found);

  /// Takes what the rule asked of finished worlds, which are all of it.
  void add(const Observations& seen);

  [[nodiscard]] bool empty() const override;
  WorldRange take() override;
  void close() override { closed_ = true; }

  /// Whether all points have ended.
  [[nodiscard]] bool is_decided() const;
  /// How they did.
  /// \throws std::logic_error if one has not
  [[nodiscard]] PrecisionOutcome outcome() const;
  /// The worlds of the points that have ended, up to their ends.
  [[nodiscard]] WorldSet wanted() const;

 private:
  [[nodiscard]] WorldRange not_handed_out(std::size_t point, std::size_t limit) const;
  [[nodiscard]] WorldRange needed();
  [[nodiscard]] WorldRange ahead() const;
  void advance();

  Box box_;
  WorldSet handed_out_;  ///< or found
  std::vector<PointRounds> points_;
  std::vector<std::size_t> open_;  ///< points that had not ended when the cursor was last at 0
  std::size_t cursor_ = 0;         ///< in `open_`
  bool closed_ = false;
};

}  // namespace bacelab
