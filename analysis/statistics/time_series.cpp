#include "analysis/statistics/time_series.hpp"

#include <fmt/format.h>

#include <limits>
#include <stdexcept>
#include <vector>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"

namespace bacelab {
namespace {

constexpr std::size_t fewest_batches = 10;
constexpr std::size_t always_kept = 5;

/// The d that minimises the statistic, by one pass from the end (Welford 1962).
std::size_t best_truncation(std::span<const double> z) {
  double mean = 0.0;
  double squares = 0.0;
  double least = std::numeric_limits<double>::infinity();
  std::size_t best = 0;
  for (std::size_t d = z.size(); d-- > 0;) {
    const auto kept = static_cast<double>(z.size() - d);
    const double deviation = z[d] - mean;
    mean += deviation / kept;
    squares += deviation * (z[d] - mean);
    const double statistic = squares / (kept * kept);
    // Of equal ones the smallest d: nothing is left out without a reason.
    if (z.size() - d >= always_kept && statistic <= least) {
      least = statistic;
      best = d;
    }
  }
  return best;
}

}  // namespace

ValueOrReason<std::size_t> mser_warmup(std::span<const double> observations, std::size_t batch) {
  if (batch == 0) throw std::invalid_argument("a batch holds at least one observation");
  require_finite(observations, "observation");
  const std::size_t batches = observations.size() / batch;
  if (batches < fewest_batches) {
    return Undefined{fmt::format("{} observations are too few; {} are needed", observations.size(),
                                 fewest_batches * batch)};
  }
  std::vector<double> z(batches);
  for (std::size_t i = 0; i < batches; ++i) {
    z[i] = sample_mean(observations.subspan(i * batch, batch));
  }
  const std::size_t d = best_truncation(z);
  if (2 * d > batches) return Undefined{"the run is too short to reach a steady state"};
  return d * batch;
}

namespace {

ValueOrReason<double> correlation_of_neighbours(std::span<const double> means) {
  const double mean = sample_mean(means);
  CompensatedSum squares;
  CompensatedSum products;
  for (std::size_t i = 0; i < means.size(); ++i) {
    squares.add((means[i] - mean) * (means[i] - mean));
    if (i > 0) products.add((means[i] - mean) * (means[i - 1] - mean));
  }
  if (!(squares.total() > 0.0)) return Undefined{"all batches have the same mean"};
  return products.total() / squares.total();
}

}  // namespace

BatchMeans batch_means(std::span<const double> observations, std::size_t batches,
                       double confidence) {
  require_confidence(confidence);
  require_finite(observations, "observation");
  if (batches < fewest_batch_means) {
    throw std::invalid_argument(
        fmt::format("{} batches are too few; at least {}", batches, fewest_batch_means));
  }
  BatchMeans result;
  result.batch_size = observations.size() / batches;
  if (result.batch_size < 2) {
    const std::string reason =
        fmt::format("{} observations are too few for {} batches", observations.size(), batches);
    result.mean = Estimate::undefined(reason);
    result.correlation = Undefined{reason};
    return result;
  }
  const std::size_t first = observations.size() - batches * result.batch_size;
  std::vector<double> means(batches);
  for (std::size_t i = 0; i < batches; ++i) {
    means[i] = sample_mean(observations.subspan(first + i * result.batch_size, result.batch_size));
  }
  result.mean = mean_estimate(means, confidence);
  result.correlation = correlation_of_neighbours(means);
  return result;
}

}  // namespace bacelab
