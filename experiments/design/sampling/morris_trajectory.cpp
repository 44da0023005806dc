#include "experiments/design/sampling/morris_trajectory.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "experiments/design/sampling/random_order.hpp"

namespace bacelab {

std::size_t MorrisTrajectory::level(std::size_t step, std::size_t dimension) const {
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(step);
  return std::find(order.begin(), end, dimension) == end ? before[dimension] : after[dimension];
}

MorrisTrajectory morris_trajectory(std::size_t dimensions, std::size_t levels,
                                   const SampleSeed& seed) {
  const RandomStream starts = sample_stream(seed, "design.morris.start");
  const RandomStream directions = sample_stream(seed, "design.morris.direction");
  MorrisTrajectory trajectory;
  for (std::uint32_t i = 0; i < dimensions; ++i) {
    std::size_t before = below(levels / 2, starts.uniform(i));
    std::size_t after = before + levels / 2;
    if (directions.uniform(i) < 0.5) std::swap(before, after);
    trajectory.before.push_back(before);
    trajectory.after.push_back(after);
  }
  trajectory.order = random_order(dimensions, sample_stream(seed, "design.morris.order"));
  return trajectory;
}

}  // namespace bacelab
