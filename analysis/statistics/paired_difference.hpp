#pragma once

#include <span>
#include <vector>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// b[i] - a[i] for each pair, in their units. Throws std::invalid_argument for unequal lengths or
/// a value that is not finite.
[[nodiscard]] std::vector<double> pairwise_differences(std::span<const double> a,
                                                       std::span<const double> b);

/// What the pairs say about the difference of two means.
struct PairedDifference {
  /// mean(b) - mean(a), in the units of the samples, with its t interval.
  Estimate estimate;
  /// Two-sided p-value of "the means are equal".
  ValueOrReason<double> p_value;
};

/// Difference of the means of a baseline b and a policy under test a, by pairs (the paired t
/// test): positive if a is smaller on average.
///
/// No pairs: all is undefined. One pair: a difference without interval and p-value. If all
/// differences are equal the interval has no width, and the p-value is by convention 1 if they are
/// 0 (equal policies, where the statistic would be 0/0), and otherwise 0.
/// Throws std::invalid_argument for unequal lengths, a value that is not finite, or a confidence
/// outside (0, 1).
[[nodiscard]] PairedDifference paired_difference(std::span<const double> a,
                                                 std::span<const double> b, double confidence);

}  // namespace bacelab
