#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/comparison/controlled.hpp"
#include "analysis/statistics/adjustment.hpp"
#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/dominance.hpp"
#include "analysis/statistics/estimate.hpp"
#include "analysis/statistics/proportions.hpp"

namespace bacelab {

/// How a comparison is made.
struct ComparisonSettings {
  double confidence = 0.95;
  IntervalMethod interval = IntervalMethod::delta;
  Adjustment adjustment = Adjustment::holm;
  /// The size of the family for Bonferroni; empty: the number of baselines.
  std::optional<std::size_t> family = {};
  /// For the bootstrap intervals.
  Bootstrap bootstrap = {};
  /// Probabilities of the requested quantiles over worlds.
  std::vector<double> quantiles = {};
  /// Is the overhead within this fraction of 0? Empty: it is not asked.
  std::optional<double> equivalence_margin = {};
  /// Which policy dominates over worlds?
  bool dominance = false;
};

/// A world in which the policy under test was worse than a baseline.
struct WorstWorld {
  /// Row of the input.
  std::size_t index = 0;
  /// The replication, to run it again.
  std::size_t replication = 0;
  /// The metric under the policy under test and under the baseline, in its unit.
  double policy_value = 0.0;
  double baseline_value = 0.0;

  bool operator==(const WorstWorld&) const = default;
};

/// The difference of a quantile over worlds, baseline - policy under test.
struct QuantileDifference {
  double probability = 0.0;
  /// In the unit of the metric, with a bootstrap interval of pairs.
  Estimate difference;

  bool operator==(const QuantileDifference&) const = default;
};

/// Is the overhead of a baseline within the margin of its table?
struct Equivalence {
  /// Two one-sided t tests; small: it is.
  ValueOrReason<double> p_value;
  /// The same, adjusted for all comparisons of the table.
  ValueOrReason<double> p_adjusted;

  bool operator==(const Equivalence&) const = default;
};

/// The policy under test against one baseline, by pairs. Relative forms are fractions. The signs of
/// difference, overhead and reduction don't depend on whether smaller is better: all are positive
/// if the baseline has the larger mean.
struct BaselineComparison {
  std::string baseline;
  /// Mean of the baseline with its own t interval, in the unit of the metric.
  Estimate baseline_mean;
  /// mean(baseline) - mean(policy under test), in the unit of the metric.
  Estimate difference;
  /// mean(baseline) / mean(policy under test) - 1.
  Estimate overhead;
  /// 1 - mean(policy under test) / mean(baseline).
  Estimate reduction;
  /// Paired t test of "the means are equal", two-sided.
  ValueOrReason<double> p_value;
  /// The same, adjusted for all comparisons of the table.
  ValueOrReason<double> p_adjusted;
  /// P(policy under test better); ties count half.
  WinProbability better;
  /// P(the baseline is the best of all policies of the table); ties are shared.
  Estimate best;
  /// Variance of the difference if worlds were independent / as paired.
  ValueOrReason<double> variance_reduction;
  /// Worlds in which the policy under test lost by most, worst first; at most max_worst_worlds.
  std::vector<WorstWorld> worst_worlds;
  /// For each of the requested quantiles.
  std::vector<QuantileDifference> quantile_differences = {};
  /// If it is asked.
  std::optional<Equivalence> equivalence = {};
  std::optional<Dominance> dominance = {};

  bool operator==(const BaselineComparison&) const = default;
};

/// A quantile of the metric of a policy over worlds.
struct PolicyQuantile {
  std::string policy;
  double probability = 0.0;
  /// In the unit of the metric, with an order-statistic interval.
  Estimate quantile;

  bool operator==(const PolicyQuantile&) const = default;
};

/// Number of worst worlds that a comparison names for each baseline.
inline constexpr std::size_t max_worst_worlds = 3;

/// One table: one metric of one policy against its baselines, at one point of a design.
struct Comparison {
  /// The point; empty if the study has only one.
  std::string point;
  /// The factors of the design by name, with their values there, to full precision; none if points
  /// are pooled.
  std::vector<std::pair<std::string, std::string>> factors;
  std::string metric;
  /// Unit of the means and differences; "1" for pure numbers.
  std::string unit;
  Direction direction = Direction::smaller_is_better;
  std::string policy;
  /// Number of worlds; each is one pair with each baseline. If points are pooled, number of
  /// replications, each of which is a cluster of worlds.
  std::size_t pairs = 0;
  /// Number of pooled points; 1 if the table is about one point.
  std::size_t points = 1;
  /// Confidence of every single interval or, with Bonferroni, of all intervals of a column
  /// together.
  double confidence = 0.95;
  /// Confidence of each interval of a comparison with a baseline: above `confidence` with
  /// Bonferroni.
  double confidence_of_each = 0.95;
  IntervalMethod interval = IntervalMethod::delta;
  Adjustment adjustment = Adjustment::holm;
  /// The bootstrap that made the intervals; empty if none did.
  std::optional<Bootstrap> bootstrap;
  /// Too few pairs for the intervals to have their nominal coverage (moments.hpp).
  bool optimistic = true;
  /// Mean of the policy under test with its own t interval, in the unit of the metric.
  Estimate policy_mean;
  /// P(policy under test is the best of all policies of the table); ties are shared.
  Estimate policy_best;
  /// One for each baseline, in the order of the input; these are the family of p_adjusted.
  std::vector<BaselineComparison> baselines;
  /// The requested quantiles, policy by policy.
  std::vector<PolicyQuantile> quantiles;
  /// Of `equivalence` of the baselines, as a fraction.
  std::optional<double> equivalence_margin = {};
  /// With control variates, if they are asked.
  std::optional<ControlledMeans> controlled = {};
  /// That of the intervals of quantile differences and of the tests of dominance.
  Bootstrap resampling = {};

  /// The significance level of verdicts.
  [[nodiscard]] double level() const { return 1.0 - confidence; }

  bool operator==(const Comparison&) const = default;
};

}  // namespace bacelab
