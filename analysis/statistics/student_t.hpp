#pragma once

#include <cstddef>
#include <span>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

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

}  // namespace bacelab
