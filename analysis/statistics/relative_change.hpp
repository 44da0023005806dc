#pragma once

#include <span>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

// Relative forms of a comparison, as fractions (0.25 is 25 %): ratios of means over worlds, never
// means of per-world ratios. a[i] and b[i] are the policy under test and the baseline in world i.
//
// With d = b - a both are mean(d) / mean(x), where x = a for the overhead and x = b for the
// reduction. Intervals are by the delta method: the ratio r has standard error
// sqrt(var(d - r x) / n) / mean(x), and Student's t has n - 1 degrees of freedom. (W. G. Cochran,
// "Sampling Techniques", 3rd ed. 1977, chapter 6: the variance of a ratio estimate.)
//
// A ratio says nothing where its denominator may be zero. It is undefined, with a reason, if
// there are no pairs, if mean(x) is not positive, or if the t interval of mean(x) at the same
// confidence reaches down to zero. With one pair there is a value without an interval. If d - r x
// is the same in all pairs the interval has no width.
// Both throw std::invalid_argument for unequal lengths, a value that is not finite, or a
// confidence outside (0, 1).

/// overhead = mean(b) / mean(a) - 1: how much more the baseline takes than the policy under test.
[[nodiscard]] Estimate overhead(std::span<const double> a, std::span<const double> b,
                                double confidence);

/// reduction = 1 - mean(a) / mean(b): how much of the baseline's value the policy under test saves.
[[nodiscard]] Estimate reduction(std::span<const double> a, std::span<const double> b,
                                 double confidence);

}  // namespace bacelab
