#include "experiments/worlds/arrivals.hpp"

#include <array>

#include "experiments/worlds/arrivals/batch.hpp"
#include "experiments/worlds/arrivals/poisson.hpp"

namespace bacelab {

std::span<const ProcessInfo<ArrivalProcess>> arrival_processes() {
  static constexpr std::array<ProcessInfo<ArrivalProcess>, 2> all = {{
      {"batch", "all jobs at once", BatchArrivals::make},
      {"poisson", "exponential gaps at a constant rate", PoissonArrivals::make},
  }};
  return all;
}

}  // namespace bacelab
