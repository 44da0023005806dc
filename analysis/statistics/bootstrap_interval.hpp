#pragma once

#include <span>
#include <vector>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// The quantiles (1 - confidence) / 2 and (1 + confidence) / 2 of the values of a statistic in
/// resamples (quantile type 7): the percentile bootstrap. In the units of the statistic.
/// Throws std::invalid_argument for no resamples or a confidence outside (0, 1).
[[nodiscard]] Interval percentile_interval(std::vector<double> resampled, double confidence);

/// The bias-corrected and accelerated (BCa) bootstrap interval of a statistic.
///
/// B. Efron, "Better bootstrap confidence intervals", Journal of the American Statistical
/// Association 82 (1987), equations 2.3 and 6.6: the quantiles of the resampled values at
/// Phi(z0 + (z0 + z) / (1 - a (z0 + z))), z = -+ the normal quantile of the confidence. z0 is the
/// normal quantile of the share of resamples below `value` (equal ones count half); the
/// acceleration is a = sum(d^3) / (6 sum(d^2)^1.5), d = mean of `jackknife` - jackknife, the values
/// with one observation left out each. If these are all equal, a is 0.
/// Undefined if no resample, or every one, lies below `value`; and if a (z0 + z) reaches 1, where
/// the formula has a pole.
/// Throws std::invalid_argument for no resamples or a confidence outside (0, 1).
[[nodiscard]] ValueOrReason<Interval> bca_interval(double value, std::vector<double> resampled,
                                                   std::span<const double> jackknife,
                                                   double confidence);

}  // namespace bacelab
