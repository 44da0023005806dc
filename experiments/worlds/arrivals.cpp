#include "experiments/worlds/arrivals.hpp"

#include <array>

#include "experiments/worlds/arrivals/batch.hpp"
#include "experiments/worlds/arrivals/compound.hpp"
#include "experiments/worlds/arrivals/diurnal.hpp"
#include "experiments/worlds/arrivals/gamma.hpp"
#include "experiments/worlds/arrivals/mmpp.hpp"
#include "experiments/worlds/arrivals/poisson.hpp"
#include "experiments/worlds/arrivals/trace.hpp"

namespace bacelab {

std::span<const ProcessInfo<ArrivalProcess>> arrival_processes() {
  static constexpr std::array<ProcessInfo<ArrivalProcess>, 7> all = {{
      {"batch", "all jobs at once", BatchArrivals::make},
      {"poisson", "exponential gaps at a constant rate", PoissonArrivals::make},
      {"gamma", "independent gamma gaps with gap_cv", GammaArrivals::make},
      {"diurnal", "a Poisson process whose rate follows the hour of the day",
       DiurnalArrivals::make},
      {"mmpp", "a Poisson process whose rate changes between calm and burst", MmppArrivals::make},
      {"compound", "Poisson batches of geometric size", CompoundArrivals::make},
      {"trace", "those of recorded jobs, see [trace]", TraceArrivals::make},
  }};
  return all;
}

}  // namespace bacelab
