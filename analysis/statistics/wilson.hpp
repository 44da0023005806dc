#pragma once

#include <cstddef>

#include "analysis/statistics/estimate.hpp"

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

}  // namespace bacelab
