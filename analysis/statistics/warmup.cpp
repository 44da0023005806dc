#include "analysis/statistics/warmup.hpp"

#include <limits>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/sample_checks.hpp"

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

}  // namespace bacelab
