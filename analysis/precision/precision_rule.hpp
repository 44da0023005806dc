#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "experiments/box/precision.hpp"

namespace bacelab {

/// The moments of pairs (a, b), a the policy under test and b the baseline in the same world, that
/// arrive one after another: enough for the interval of a relative form at any time, without
/// keeping the pairs. Welford's updates (Technometrics 4, 419-420, 1962) of a and d = b - a.
class RunningPairs {
 public:
  void add(double a, double b);

  [[nodiscard]] std::size_t count() const { return count_; }

  /// The form of the means; NaN for no pairs, or a relative form with a denominator that is not
  /// positive.
  [[nodiscard]] double value(PairForm form) const;

  /// Half-width of the interval of overhead() or reduction() (relative_change.hpp), as a fraction.
  /// Infinite if these have no interval: for fewer than two pairs, or a denominator that is not
  /// positive or whose own interval reaches zero. `quantile` is Student's t for count() - 1 degrees
  /// of freedom. Of a difference: in the unit of the values.
  [[nodiscard]] double half_width(PairForm form, double quantile) const;

 private:
  std::size_t count_ = 0;
  double mean_a_ = 0.0;
  double mean_d_ = 0.0;
  double sum_aa_ = 0.0;  // of squared distances from the means
  double sum_ad_ = 0.0;
  double sum_dd_ = 0.0;
};

/// The precision of the comparisons of a point.
struct PrecisionLook {
  bool reached = false;            ///< all are as precise as required
  std::size_t widest = 0;          ///< the comparison with the widest interval
  double half_width_points = 0.0;  ///< its half-width, in percentage points; infinite without one
  double expected_pairs = 0.0;  ///< pairs that it will need, by the square root law; 0 if unknown
};

/// The comparisons of a precision target at one point, world by world. A comparison is a metric and
/// a baseline; a world in which one of its two runs is not complete is left out of it.
///
/// The target is reached when every interval is narrow enough and based on at least `minimum`
/// pairs. Checking after every few worlds and stopping at the first success gives intervals whose
/// coverage is a little below their confidence level (Chow and Robbins, Ann. Math. Stat. 36,
/// 457-462, 1965): docs/statistics.md has the table.
class PrecisionRule {
 public:
  explicit PrecisionRule(const PrecisionTarget& target);

  /// Number of values per world that add() takes: for each metric those of the policy under test
  /// and of the baselines.
  [[nodiscard]] std::size_t values() const;

  /// The next world; NaN stands for a run that is not complete.
  /// \throws std::invalid_argument for another number of values
  void add(std::span<const double> values);

  [[nodiscard]] PrecisionLook look() const;

 private:
  PrecisionTarget target_;
  std::vector<RunningPairs> comparisons_;  ///< [metric][baseline]
};

/// The names of the comparisons of a target, by number: "overhead of cr_ldf in jct_mean".
std::vector<std::string> comparison_names(const PrecisionTarget& target);

}  // namespace bacelab
