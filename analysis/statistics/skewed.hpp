#pragma once

#include <span>
#include <vector>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/estimate.hpp"
#include "experiments/box/precision.hpp"

namespace bacelab {

// Intervals for few pairs of skewed values (docs/statistics.md has their coverage). Of the overhead
// and the reduction, what is skewed are the linearised residuals: a ratio r = mean(d) / mean(x)
// behaves as r + mean((d - r x) / mean(x)).

/// Johnson's interval of a form of the means of the policy under test a and the baseline b.
///
/// N. J. Johnson, "Modified t tests and confidence intervals for asymmetrical populations", Journal
/// of the American Statistical Association 73 (1978): with T = sqrt(n) (mean - mu) / s and the
/// skewness g = mean((x - mean)^3) / s^3, T + g T^2 / (3 sqrt(n)) + g / (6 sqrt(n)) has Student's t
/// distribution, n - 1 degrees of freedom. It is not monotone in T; the term g^2 T^3 / (27 n) makes
/// it so: P. Hall, "On the removal of skewness by transformation", Journal of the Royal Statistical
/// Society B 54 (1992). s^2 has the divisor n - 1. Without skewness this is Student's interval.
///
/// Undefined, and without an interval, where delta_estimate() is.
/// Throws std::invalid_argument for unequal lengths, a value that is not finite, or a confidence
/// outside (0, 1).
[[nodiscard]] Estimate johnson_estimate(PairForm form, std::span<const double> a,
                                        std::span<const double> b, double confidence);

/// The moments of pairs about the means of the sample, in resamples of the pairs.
struct ResampledMoments {
  std::vector<double> a;   ///< means of a - mean(a)
  std::vector<double> b;   ///< means of b - mean(b)
  std::vector<double> aa;  ///< means of the squares and of the product
  std::vector<double> ab;
  std::vector<double> bb;
};

/// The moments in resamples; resample r is the same as that of resampled_means().
/// Throws std::invalid_argument for no pairs, unequal lengths or a value that is not finite.
[[nodiscard]] ResampledMoments resampled_moments(std::span<const double> a,
                                                 std::span<const double> b,
                                                 const Bootstrap& bootstrap);

/// The bootstrap-t interval of a form: v - q s, where v is the estimate, s its standard error by
/// the delta method, and q the quantiles of (v* - v) / s* over resamples.
///
/// B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", Chapman and Hall 1993,
/// section 12.5. Undefined, and without an interval, where delta_estimate() is; and without an
/// interval if a resample has no spread or a denominator that is not positive.
/// Throws std::invalid_argument for unequal lengths, a value that is not finite, or a confidence
/// outside (0, 1).
[[nodiscard]] Estimate bootstrap_t_estimate(PairForm form, std::span<const double> a,
                                            std::span<const double> b,
                                            const ResampledMoments& moments, double confidence);

}  // namespace bacelab
