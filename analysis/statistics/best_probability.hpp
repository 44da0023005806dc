#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/statistics/compensated_sum.hpp"
#include "analysis/statistics/direction.hpp"
#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// [policy][world]: 1 where the policy alone has the best value, 1/k where k policies share it,
/// else 0. The scores of a world add up to 1.
/// Throws std::invalid_argument for no columns, unequal ones or a value that is not finite.
[[nodiscard]] std::vector<std::vector<double>> best_scores(
    std::span<const std::span<const double>> columns, Direction direction);

/// Adds up the scores of worlds that come in pieces.
class BestCounter {
 public:
  BestCounter(std::size_t policies, Direction direction) : direction_(direction), sums_(policies) {}

  /// Adds worlds, [policy][world]. Throws std::invalid_argument as best_scores, or for another
  /// number of policies.
  void add(std::span<const std::span<const double>> columns);

  /// What best_probabilities says of all worlds.
  [[nodiscard]] std::vector<Estimate> probabilities(double confidence) const;

 private:
  Direction direction_;
  std::size_t worlds_ = 0;
  std::vector<CompensatedSum> sums_;
};

/// For each policy, the probability that it is the best of all in a new world; they add up to 1.
///
/// The mean of best_scores with Wilson's interval for so many successes, as in win_probability:
/// that is cautious where policies tie. The worlds must be independent, so one point of a design at
/// a time. The intervals are not simultaneous. Undefined without worlds.
/// Throws std::invalid_argument as best_scores, or for a confidence outside (0, 1).
[[nodiscard]] std::vector<Estimate> best_probabilities(
    std::span<const std::span<const double>> columns, Direction direction, double confidence);

}  // namespace bacelab
