#pragma once

#include <memory>
#include <vector>

#include "experiments/box/precision.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/world_set.hpp"
#include "mpi_runner/sharing/work_queue.hpp"
#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab {

/// A source of worlds that depends on what finished worlds have shown.
class Rounds : public WorkSource {
 public:
  /// Takes the observations of finished worlds, one set for each of them.
  virtual void add(const WorldValues& seen) = 0;
  /// The worlds that may be needed.
  [[nodiscard]] virtual std::size_t most_worlds() const = 0;
  /// Whether no more worlds are needed.
  [[nodiscard]] virtual bool is_decided() const = 0;
  /// How the points ended.
  /// \throws std::logic_error if one has not
  [[nodiscard]] virtual PrecisionOutcome outcome() const = 0;
  /// The worlds of the points that have ended, up to their ends.
  [[nodiscard]] virtual WorldSet wanted() const = 0;
};

/// What a study observes of its worlds, and what follows from it.
class RoundsRule {
 public:
  virtual ~RoundsRule() = default;
  /// The numbers that it observes in a world.
  [[nodiscard]] virtual const std::vector<RunValue>& values() const = 0;
  /// Whether it may leave out policies at a point before the others.
  [[nodiscard]] virtual bool drops_policies() const { return false; }
  /// `found`: worlds that are not handed out, since their observations will be passed to add().
  /// This must outlive the rounds.
  [[nodiscard]] virtual std::unique_ptr<Rounds> begin(const StudyBox& box, const Workers& workers,
                                                      const WorldSet& found) const = 0;
};

}  // namespace bacelab
