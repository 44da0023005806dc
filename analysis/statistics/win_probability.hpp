#pragma once

#include <cstddef>
#include <span>

#include "analysis/statistics/direction.hpp"
#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// In how many worlds the policy under test was better than a baseline.
struct WinProbability {
  std::size_t wins = 0;
  std::size_t ties = 0;
  std::size_t losses = 0;
  /// P(better) + P(tie) / 2, between 0 and 1, with Wilson's interval.
  Estimate probability;

  bool operator==(const WinProbability&) const = default;
};

/// Probability that the policy under test a is better than the baseline b in a new world.
///
/// A tie (a[i] == b[i] exactly) counts as half a win and half a loss: the estimate is
/// (wins + ties / 2) / n, and Wilson's interval is taken of wins + ties / 2 successes in n trials.
/// That is cautious: a score of 0, 1/2 or 1 varies at most as much as a yes or no of equal mean.
/// The worlds must be independent, so one point of a design at a time.
/// Undefined without pairs; one pair has an interval, a wide one.
/// Throws std::invalid_argument for unequal lengths, a value that is not finite, or a confidence
/// outside (0, 1).
[[nodiscard]] WinProbability win_probability(std::span<const double> a, std::span<const double> b,
                                             Direction direction, double confidence);

}  // namespace bacelab
