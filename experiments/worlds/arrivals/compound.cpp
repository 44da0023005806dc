#include "experiments/worlds/arrivals/compound.hpp"

#include <algorithm>
#include <cmath>

namespace bacelab {
namespace {

/// A geometric number from 1 on with this mean, at most `limit`: the whole part of an exponential
/// number of rate -ln(1 - 1/mean), plus 1.
std::size_t geometric(double mean, double exponential, std::size_t limit) {
  if (mean == 1.0) return 1;
  const double more = std::floor(exponential / -std::log1p(-1.0 / mean));
  return 1 + static_cast<std::size_t>(std::min(more, static_cast<double>(limit - 1)));
}

}  // namespace

std::shared_ptr<const ArrivalProcess> CompoundArrivals::make(const ConfigSection& section) {
  const ArrivalRate rate(section);
  const double mean_batch = section.number("mean_batch", 2.2, Bounds::between(1.0, 1e6),
                                           "Mean number of jobs that arrive at one instant");
  return std::make_shared<CompoundArrivals>(rate, mean_batch);
}

std::vector<double> CompoundArrivals::times(const ArrivalContext& context, std::size_t jobs) const {
  const RandomStream gaps(context.world, "arrivals");
  const RandomStream sizes(context.world, "arrivals.batches");
  const double batch_rate = rate_.per_second(context) / mean_batch_;
  std::vector<double> times;
  times.reserve(jobs);
  double now = 0.0;
  for (std::uint32_t batch = 0; times.size() < jobs; ++batch) {
    now += gaps.exponential(batch) / batch_rate;
    const std::size_t left = jobs - times.size();
    times.insert(times.end(), geometric(mean_batch_, sizes.exponential(batch), left), now);
  }
  return times;
}

/// A gap is 0 within a batch, and exponential of rate rate/m between two, with probability 1/m:
/// cv^2 = 2 m - 1.
ArrivalTheory CompoundArrivals::theory(const ArrivalContext& context) const {
  return {rate_.per_second(context), std::sqrt(2.0 * mean_batch_ - 1.0)};
}

}  // namespace bacelab
