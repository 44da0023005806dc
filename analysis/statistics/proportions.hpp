#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/statistics/estimate.hpp"
#include "analysis/statistics/moments.hpp"

namespace bacelab {

/// Wilson's score interval for a probability, without continuity correction: all p with
/// |successes / trials - p| <= z sqrt(p (1 - p) / trials).
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal
/// of the American Statistical Association 22 (1927). `successes` may be fractional, as when ties
/// count half. The limit is exactly 0 without a success, exactly 1 without a failure.
/// Throws std::invalid_argument unless trials >= 1, 0 <= successes <= trials and
/// 0 < confidence < 1.
[[nodiscard]] Interval wilson_interval(double successes, std::size_t trials, double confidence);

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
/// That is conservative: a score of 0, 1/2 or 1 varies at most as much as a yes or no of equal
/// mean. The worlds must be independent, so one point of a design at a time. Undefined without
/// pairs; one pair has an interval, a wide one. Throws std::invalid_argument for unequal lengths, a
/// value that is not finite, or a confidence outside (0, 1).
[[nodiscard]] WinProbability win_probability(std::span<const double> a, std::span<const double> b,
                                             Direction direction, double confidence);

/// [policy][world]: 1 where the policy alone has the best value, 1/k where k policies share it,
/// else 0. The scores of a world add up to 1.
/// Throws std::invalid_argument for no columns, unequal ones or a value that is not finite.
[[nodiscard]] std::vector<std::vector<double>> best_scores(
    std::span<const std::span<const double>> columns, Direction direction);

/// Adds up the scores of worlds that arrive in pieces.
class BestCounter {
 public:
  BestCounter(std::size_t policies, Direction direction) : direction_(direction), sums_(policies) {}

  /// Adds worlds, [policy][world]. Throws std::invalid_argument as best_scores, or for another
  /// number of policies.
  void add(std::span<const std::span<const double>> columns);

  /// The best_probabilities of all worlds.
  [[nodiscard]] std::vector<Estimate> probabilities(double confidence) const;

 private:
  Direction direction_;
  std::size_t worlds_ = 0;
  std::vector<CompensatedSum> sums_;
};

/// For each policy, the probability that it is the best of all in a new world; they add up to 1.
///
/// The mean of best_scores with Wilson's interval for that many successes, as in win_probability:
/// that is conservative if policies tie. The worlds must be independent, so one point of a design
/// at a time. The intervals are not simultaneous. Undefined without worlds. Throws
/// std::invalid_argument as best_scores, or for a confidence outside (0, 1).
[[nodiscard]] std::vector<Estimate> best_probabilities(
    std::span<const std::span<const double>> columns, Direction direction, double confidence);

}  // namespace bacelab
