#pragma once

#include <span>

#include "analysis/statistics/estimate.hpp"
#include "analysis/statistics/interval_method.hpp"
#include "analysis/statistics/pair_form.hpp"

namespace bacelab {

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
/// outside (0, 1), or if `method` is no bootstrap.
[[nodiscard]] Estimate bootstrap_estimate(PairForm form, const ResampledColumn& a,
                                          const ResampledColumn& b, IntervalMethod method,
                                          double confidence);

}  // namespace bacelab
