#pragma once

#include <span>
#include <vector>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// Differences of quantiles over worlds, quantile(b) - quantile(a) of type 7, one for each of the
/// probabilities, in the units of the values, with percentile bootstrap intervals of pairs: worlds
/// are resampled, so that the dependence of the two policies counts.
///
/// Undefined for a probability of which quantile_estimate() has no interval, since nothing lies
/// beyond the quantile (fewest_for_quantile). If all differences of pairs are equal the interval
/// has no width. Resamples are computed in parallel and are those of resampled_rows().
/// Throws std::invalid_argument for unequal lengths, a value that is not finite, or a probability
/// or confidence outside (0, 1).
[[nodiscard]] std::vector<Estimate> quantile_differences(std::span<const double> a,
                                                         std::span<const double> b,
                                                         std::span<const double> probabilities,
                                                         const Bootstrap& bootstrap,
                                                         double confidence);

}  // namespace bacelab
