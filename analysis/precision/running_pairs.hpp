#pragma once

#include <cstddef>

#include "experiments/study/precision_target.hpp"

namespace bacelab {

/// The moments of pairs (a, b), a the policy under test and b the baseline in the same world, that
/// come one after another: enough for the interval of a relative form at any time, without keeping
/// the pairs. Welford's updates (Technometrics 4, 419-420, 1962) of a and d = b - a.
class RunningPairs {
 public:
  void add(double a, double b);

  [[nodiscard]] std::size_t count() const { return count_; }

  /// Half-width of the interval of overhead() or reduction() (relative_change.hpp), as a fraction.
  /// Infinite where these have no interval: for fewer than two pairs, or a denominator that is not
  /// positive or whose own interval reaches zero. `quantile` is Student's t for count() - 1 degrees
  /// of freedom.
  [[nodiscard]] double half_width(RelativeForm form, double quantile) const;

 private:
  std::size_t count_ = 0;
  double mean_a_ = 0.0;
  double mean_d_ = 0.0;
  double sum_aa_ = 0.0;  // of squared distances from the means
  double sum_ad_ = 0.0;
  double sum_dd_ = 0.0;
};

}  // namespace bacelab
