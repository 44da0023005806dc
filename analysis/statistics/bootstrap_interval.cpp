#include "analysis/statistics/bootstrap_interval.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "analysis/statistics/compensated_sum.hpp"
#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/normal.hpp"
#include "analysis/statistics/sample_checks.hpp"
#include "core/simulation/metrics.hpp"

namespace bacelab {
namespace {

std::vector<double> ascending(std::vector<double> resampled) {
  if (resampled.empty()) throw std::invalid_argument("an interval needs resamples");
  require_finite(resampled, "resampled statistic");
  std::sort(resampled.begin(), resampled.end());
  return resampled;
}

/// The share of values below `value`; equal ones count half.
double share_below(std::span<const double> sorted, double value) {
  const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
  const auto below = static_cast<double>(first - sorted.begin());
  const auto equal = static_cast<double>(last - first);
  return (below + equal / 2.0) / static_cast<double>(sorted.size());
}

double acceleration(std::span<const double> jackknife) {
  const double mean = sample_mean(jackknife);
  CompensatedSum squares;
  CompensatedSum cubes;
  for (const double value : jackknife) {
    const double d = mean - value;
    squares.add(d * d);
    cubes.add(d * d * d);
  }
  const double scale = 6.0 * std::pow(squares.total(), 1.5);
  return scale > 0.0 ? cubes.total() / scale : 0.0;
}

}  // namespace

Interval percentile_interval(std::vector<double> resampled, double confidence) {
  require_confidence(confidence);
  const std::vector<double> sorted = ascending(std::move(resampled));
  const double tail = (1.0 - confidence) / 2.0;
  return {quantile_of_sorted(sorted, tail), quantile_of_sorted(sorted, 1.0 - tail)};
}

ValueOrReason<Interval> bca_interval(double value, std::vector<double> resampled,
                                     std::span<const double> jackknife, double confidence) {
  require_confidence(confidence);
  const std::vector<double> sorted = ascending(std::move(resampled));
  const double share = share_below(sorted, value);
  if (share == 0.0 || share == 1.0) {
    return Undefined{"all resamples lie on one side of the estimate"};
  }
  const double bias = normal_quantile(share);
  const double a = acceleration(jackknife);
  const double z = two_sided_normal_quantile(confidence);
  // Beyond the pole of the formula its sign turns round.
  if (std::max(a * (bias - z), a * (bias + z)) >= 1.0) {
    return Undefined{"the values are too skewed for a BCa interval of this confidence"};
  }
  const auto limit = [&](double quantile) {
    const double shifted = bias + quantile;
    return quantile_of_sorted(sorted, normal_cdf(bias + shifted / (1.0 - a * shifted)));
  };
  return Interval{limit(-z), limit(z)};
}

}  // namespace bacelab
