#include "analysis/statistics/batch_means.hpp"

#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "analysis/statistics/compensated_sum.hpp"
#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/sample_checks.hpp"
#include "analysis/statistics/student_t.hpp"

namespace bacelab {
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
