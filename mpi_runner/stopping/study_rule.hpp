#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "experiments/box/precision.hpp"

namespace bacelab {

/// A rule over all points of a study: it says how many replications of each it wants, sees them,
/// and then says again, until it wants no more.
class StudyRule {
 public:
  virtual ~StudyRule() = default;
  /// The replications that are wanted of each point: its first ones; never fewer than before.
  [[nodiscard]] virtual const std::vector<std::size_t>& targets() const = 0;
  /// The values of the next world of a point, in replication order; NaN for a run that is not
  /// complete.
  virtual void add(std::size_t point, std::span<const double> values) = 0;
  /// The worlds that it may want.
  [[nodiscard]] virtual std::size_t most_worlds() const = 0;
  /// What follows after all targets were reached. \returns whether there are new ones
  virtual bool advance() = 0;
  /// How the points ended, when there are no new targets.
  [[nodiscard]] virtual PrecisionOutcome outcome() const = 0;
};

}  // namespace bacelab
