#pragma once

#include <span>

namespace bacelab {

// Moments of finite samples in two passes of compensated sums: stable against large offsets, and
// equal to the last bit for equal input. Squares must not overflow (|x| below 1e150).

/// Arithmetic mean, in the units of x. Throws std::invalid_argument if x is empty or not finite.
[[nodiscard]] double sample_mean(std::span<const double> x);

/// Unbiased variance (divisor n - 1), in squared units of x; exactly 0 if all values are equal.
/// Throws std::invalid_argument for fewer than two values or one that is not finite.
[[nodiscard]] double sample_variance(std::span<const double> x);

/// Unbiased covariance (divisor n - 1) of x[i] with y[i], in units of x times units of y.
/// Throws std::invalid_argument for unequal lengths, fewer than two pairs, or a value that is not
/// finite.
[[nodiscard]] double sample_covariance(std::span<const double> x, std::span<const double> y);

}  // namespace bacelab
