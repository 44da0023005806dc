#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// The z with P(Z <= z) = probability. Throws std::invalid_argument unless 0 < probability < 1.
[[nodiscard]] double normal_quantile(double probability);

/// The z with P(|Z| <= z) = confidence. Throws std::invalid_argument unless 0 < confidence < 1.
[[nodiscard]] double two_sided_normal_quantile(double confidence);

/// The t with P(|T| <= t) = confidence for Student's t with `degrees_of_freedom` >= 1.
/// Throws std::invalid_argument for no degrees of freedom or a confidence outside (0, 1).
[[nodiscard]] double student_quantile(double confidence, std::size_t degrees_of_freedom);

/// P(|T| >= |statistic|) for Student's t with `degrees_of_freedom` >= 1; 0 for an infinite
/// statistic. Throws std::invalid_argument for no degrees of freedom or a NaN.
[[nodiscard]] double two_sided_p_value(double statistic, std::size_t degrees_of_freedom);

/// centre +- t standard_error, with n - 1 degrees of freedom; n >= 2 observations.
[[nodiscard]] Interval student_interval(double centre, double standard_error, std::size_t n,
                                        double confidence);

/// Standard error sqrt(variance / n) of the mean of n >= 2 values, in the units of x.
[[nodiscard]] double standard_error_of_mean(std::span<const double> x);

/// Mean of x with its t interval, in the units of x. Undefined for no values; without an interval
/// for one. Throws std::invalid_argument if a value is not finite.
[[nodiscard]] Estimate mean_estimate(std::span<const double> x, double confidence);

/// The fewest values from which the order-statistic interval of a quantile can be made.
/// Throws std::invalid_argument unless both are between 0 and 1.
[[nodiscard]] std::size_t fewest_for_quantile(double probability, double confidence);

/// The quantile of independent values with an interval between two order statistics, in their
/// units; no assumption is made about their distribution.
///
/// The number of values up to the true quantile is binomial(n, probability). The limits are the
/// order statistics l and u (from 1) with P(B < l) < alpha / 2 and P(B >= u) <= alpha / 2, l as
/// large and u as small as they go. W. J. Conover, "Practical Nonparametric Statistics", 3rd ed.,
/// Wiley 1999, section 3.2. The value is the sample quantile of type 7.
/// Undefined if there are fewer than fewest_for_quantile values: nothing lies beyond the quantile.
/// Throws std::invalid_argument for a probability or confidence outside (0, 1) or a value that is
/// not finite.
[[nodiscard]] Estimate quantile_estimate(std::vector<double> values, double probability,
                                         double confidence);

}  // namespace bacelab
