#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/statistics/estimate.hpp"
#include "experiments/box/precision.hpp"

namespace bacelab {

/// b[i] - a[i] for each pair, in their units. Throws std::invalid_argument for unequal lengths or
/// a value that is not finite.
[[nodiscard]] std::vector<double> pairwise_differences(std::span<const double> a,
                                                       std::span<const double> b);

/// The difference of two means, estimated from pairs.
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

// Relative forms of a comparison, as fractions (0.25 is 25 %): ratios of means over worlds, never
// means of per-world ratios. a[i] and b[i] are the policy under test and the baseline in world i.
//
// With d = b - a both are mean(d) / mean(x), where x = a for the overhead and x = b for the
// reduction. Intervals are by the delta method: the ratio r has standard error
// sqrt(var(d - r x) / n) / mean(x), and Student's t has n - 1 degrees of freedom. (W. G. Cochran,
// "Sampling Techniques", 3rd ed. 1977, chapter 6: the variance of a ratio estimate.)
//
// A ratio is meaningless if its denominator may be zero. It is undefined, with a reason, if there
// are no pairs, if mean(x) is not positive, or if the t interval of mean(x) at the same confidence
// reaches down to zero. With one pair there is a value without an interval. If d - r x is the same
// in all pairs the interval has no width. Both throw std::invalid_argument for unequal lengths, a
// value that is not finite, or a confidence outside (0, 1).

/// overhead = mean(b) / mean(a) - 1: how much more the baseline takes than the policy under test.
[[nodiscard]] Estimate overhead(std::span<const double> a, std::span<const double> b,
                                double confidence);

/// reduction = 1 - mean(a) / mean(b): how much of the baseline's value the policy under test saves.
[[nodiscard]] Estimate reduction(std::span<const double> a, std::span<const double> b,
                                 double confidence);

/// paired_difference, overhead or reduction.
[[nodiscard]] Estimate delta_estimate(PairForm form, std::span<const double> a,
                                      std::span<const double> b, double confidence);

/// One policy's values by world, and their means in resamples of the worlds (bootstrap.hpp).
struct ResampledColumn {
  std::span<const double> values;
  std::span<const double> means;
};

/// A form of the means of the policy under test a and the baseline b with a bootstrap interval of
/// pairs, percentile or BCa, in the units of the form.
///
/// Undefined where the delta method is (relative_change.hpp). Without an interval for one pair, or
/// if a resample has a denominator that is not positive. If b is the same function of a in all
/// pairs (the delta interval has no width), neither has this one.
/// Throws std::invalid_argument for unequal lengths, a value that is not finite, a confidence
/// outside (0, 1), or if `method` is neither of these two.
[[nodiscard]] Estimate bootstrap_estimate(PairForm form, const ResampledColumn& a,
                                          const ResampledColumn& b, IntervalMethod method,
                                          double confidence);

/// The gain from running both policies in the same worlds: the variance that the difference would
/// have with independent worlds over the one it has by pairs, (var(a) + var(b)) / var(b - a), a
/// pure number.
///
/// 4 means that independent worlds would take four times as many replications for the same
/// interval; below 1 (negative correlation) pairing is harmful. Undefined with fewer than two
/// pairs; if neither policy varies (0/0); and, being infinite, if the policies vary but their
/// difference is the same in all pairs. Throws std::invalid_argument for unequal lengths or a value
/// that is not finite.
[[nodiscard]] ValueOrReason<double> variance_reduction(std::span<const double> a,
                                                       std::span<const double> b);

/// Indices of the worlds in which the policy under test a loses by most to the baseline b, worst
/// first and at most `count` of them, so that they can be replayed.
///
/// Only worlds in which a is worse; the list may be empty. Equal losses are in the order of their
/// indices. Throws std::invalid_argument for unequal lengths or a value that is not finite.
[[nodiscard]] std::vector<std::size_t> worst_worlds(std::span<const double> a,
                                                    std::span<const double> b, Direction direction,
                                                    std::size_t count);

}  // namespace bacelab
