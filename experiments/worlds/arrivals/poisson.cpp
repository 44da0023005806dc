#include "experiments/worlds/arrivals/poisson.hpp"

namespace bacelab {

std::shared_ptr<const ArrivalProcess> PoissonArrivals::make(const ConfigSection& section) {
  return std::make_shared<PoissonArrivals>(ArrivalRate(section));
}

std::vector<double> PoissonArrivals::times(const ArrivalContext& context, std::size_t jobs) const {
  const RandomStream gaps(context.world, "arrivals");
  const double rate = rate_.per_second(context);
  std::vector<double> times(jobs);
  double now = 0.0;
  for (std::uint32_t i = 0; i < jobs; ++i) {
    now += gaps.exponential(i) / rate;
    times[i] = now;
  }
  return times;
}

ArrivalTheory PoissonArrivals::theory(const ArrivalContext& context) const {
  return {rate_.per_second(context), 1.0};
}

}  // namespace bacelab
