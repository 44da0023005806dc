#include "analysis/statistics/bootstrap.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"
#include "core/simulation/run_summary.hpp"
#include "experiments/arithmetic/quantiles.hpp"
#include "experiments/random/stream.hpp"

namespace bacelab {
namespace {

/// Draws the rows of one resample one after the other.
class RowDraws {
 public:
  RowDraws(std::size_t rows, const Bootstrap& bootstrap, std::size_t resample)
      : stream_({.seed = bootstrap.seed, .replication = static_cast<std::uint32_t>(resample)},
                "bootstrap"),
        rows_(static_cast<double>(rows)) {}

  [[nodiscard]] std::size_t operator[](std::size_t place) const {
    // u < 1 and rows < 2^32: the product is below `rows` also when rounded.
    return static_cast<std::size_t>(stream_.uniform(static_cast<std::uint32_t>(place)) * rows_);
  }

 private:
  RandomStream stream_;
  double rows_;
};

void require_countable(std::size_t rows) {
  if (rows == 0) throw std::invalid_argument("nothing can be drawn from no rows");
  if (rows > std::numeric_limits<std::uint32_t>::max()) {
    throw std::invalid_argument("a bootstrap takes at most 2^32 - 1 rows");
  }
}

/// A column as deviations from its mean, whose sums stay exact to the last digits.
struct Centred {
  explicit Centred(std::span<const double> column)
      : mean(sample_mean(column)), deviations(column.begin(), column.end()) {
    for (double& deviation : deviations) deviation -= mean;
  }

  double mean;
  std::vector<double> deviations;
};

std::vector<Centred> centred(std::span<const std::span<const double>> columns) {
  std::vector<Centred> result;
  for (const auto& column : columns) {
    if (column.size() != columns.front().size()) {
      throw std::invalid_argument("columns that are resampled together must be equally long");
    }
    result.emplace_back(column);
  }
  return result;
}

}  // namespace

std::vector<std::size_t> resampled_rows(std::size_t rows, const Bootstrap& bootstrap,
                                        std::size_t resample) {
  require_countable(rows);
  const RowDraws draws(rows, bootstrap, resample);
  std::vector<std::size_t> drawn(rows);
  for (std::size_t i = 0; i < rows; ++i) drawn[i] = draws[i];
  return drawn;
}

std::vector<std::vector<double>> resampled_means(std::span<const std::span<const double>> columns,
                                                 const Bootstrap& bootstrap) {
  if (columns.empty()) return {};
  const std::size_t rows = columns.front().size();
  require_countable(rows);
  const std::vector<Centred> data = centred(columns);
  std::vector<std::vector<double>> means(columns.size(), std::vector<double>(bootstrap.resamples));
  tbb::parallel_for(std::size_t{0}, bootstrap.resamples, [&](std::size_t resample) {
    const RowDraws draws(rows, bootstrap, resample);
    std::vector<double> sums(data.size(), 0.0);
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t row = draws[i];
      for (std::size_t c = 0; c < data.size(); ++c) sums[c] += data[c].deviations[row];
    }
    for (std::size_t c = 0; c < data.size(); ++c) {
      means[c][resample] = data[c].mean + sums[c] / static_cast<double>(rows);
    }
  });
  return means;
}

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
  const double scale = 6.0 * squares.total() * std::sqrt(squares.total());
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
    return quantile_of_sorted(sorted, arithmetic::normal_cdf(bias + shifted / (1.0 - a * shifted)));
  };
  return Interval{limit(-z), limit(z)};
}

}  // namespace bacelab
