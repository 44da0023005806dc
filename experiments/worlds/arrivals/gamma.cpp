#include "experiments/worlds/arrivals/gamma.hpp"

#include "experiments/random/gamma_quantile.hpp"

namespace bacelab {

std::shared_ptr<const ArrivalProcess> GammaArrivals::make(const ConfigSection& section) {
  const ArrivalRate rate(section);
  const double cv = section.number("gap_cv", 2.0, Bounds::between(0.01, 10.0),
                                   "Coefficient of variation of the gaps; 1: a Poisson process");
  return std::make_shared<GammaArrivals>(rate, cv);
}

std::vector<double> GammaArrivals::times(const ArrivalContext& context, std::size_t jobs) const {
  const RandomStream gaps(context.world, "arrivals");
  const double shape = 1.0 / (cv_ * cv_);
  const double scale = 1.0 / (shape * rate_.per_second(context));
  std::vector<double> times(jobs);
  double now = 0.0;
  for (std::uint32_t i = 0; i < jobs; ++i) {
    now += scale * gamma_quantile(shape, gaps.uniform(i));
    times[i] = now;
  }
  return times;
}

ArrivalTheory GammaArrivals::theory(const ArrivalContext& context) const {
  return {rate_.per_second(context), cv_};
}

}  // namespace bacelab
