#pragma once

namespace bacelab {

/// P(Z <= z) for the standard normal distribution.
[[nodiscard]] double normal_cdf(double z);

/// The z with P(Z <= z) = probability. Throws std::invalid_argument unless 0 < probability < 1.
[[nodiscard]] double normal_quantile(double probability);

/// The z with P(|Z| <= z) = confidence. Throws std::invalid_argument unless 0 < confidence < 1.
[[nodiscard]] double two_sided_normal_quantile(double confidence);

}  // namespace bacelab
