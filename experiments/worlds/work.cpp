#include "experiments/worlds/work.hpp"

#include <array>

#include "experiments/worlds/work/exponential.hpp"
#include "experiments/worlds/work/lognormal.hpp"

namespace bacelab {

std::span<const ProcessInfo<WorkDistribution>> work_distributions() {
  static constexpr std::array<ProcessInfo<WorkDistribution>, 2> all = {{
      {"lognormal", "median_hours times exp(sigma times a normal)", LognormalWork::make},
      {"exponential", "exponential with mean_hours", ExponentialWork::make},
  }};
  return all;
}

}  // namespace bacelab
