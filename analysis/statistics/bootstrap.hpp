#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// Settings of a bootstrap. Equal settings give equal numbers, whatever the number of threads.
struct Bootstrap {
  std::size_t resamples = 9999;
  std::uint64_t seed = 0;

  bool operator==(const Bootstrap&) const = default;
};

/// The rows of one resample: `rows` numbers of 0 .. rows - 1, drawn with replacement.
///
/// Row i is floor(u rows) with u = RandomStream({seed, resample}, "bootstrap").uniform(i): a pure
/// function of the seed, the number of the resample and the place in it.
[[nodiscard]] std::vector<std::size_t> resampled_rows(std::size_t rows, const Bootstrap& bootstrap,
                                                      std::size_t resample);

/// Means over resampled rows of columns that belong together (a row is a world, a column a
/// policy): [column][resample]. All columns are resampled by the same rows.
///
/// Resamples are computed in parallel (TBB), each from its own random numbers.
/// B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", Chapman and Hall 1993.
/// Throws std::invalid_argument for no rows, unequal columns or a value that is not finite.
[[nodiscard]] std::vector<std::vector<double>> resampled_means(
    std::span<const std::span<const double>> columns, const Bootstrap& bootstrap);

/// The quantiles (1 - confidence) / 2 and (1 + confidence) / 2 of the values of a statistic in
/// resamples (quantile type 7): the percentile bootstrap. In the units of the statistic.
/// Throws std::invalid_argument for no resamples or a confidence outside (0, 1).
[[nodiscard]] Interval percentile_interval(std::vector<double> resampled, double confidence);

/// The bias-corrected and accelerated (BCa) bootstrap interval of a statistic.
///
/// B. Efron, "Better bootstrap confidence intervals", Journal of the American Statistical
/// Association 82 (1987), equations 2.3 and 6.6: the quantiles of the resampled values at
/// Phi(z0 + (z0 + z) / (1 - a (z0 + z))), z = -+ the normal quantile of the confidence. z0 is the
/// normal quantile of the share of resamples below `value` (equal ones count half); the
/// acceleration is a = sum(d^3) / (6 sum(d^2)^1.5), d = mean of `jackknife` - jackknife, the values
/// with one observation left out each. If these are all equal, a is 0.
/// Undefined if no resample, or every one, lies below `value`; and if a (z0 + z) reaches 1, where
/// the formula has a pole.
/// Throws std::invalid_argument for no resamples or a confidence outside (0, 1).
[[nodiscard]] ValueOrReason<Interval> bca_interval(double value, std::vector<double> resampled,
                                                   std::span<const double> jackknife,
                                                   double confidence);

}  // namespace bacelab
