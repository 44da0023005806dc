#include "experiments/study/design/sampling/random_designs.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace bacelab {

std::vector<std::size_t> random_order(std::size_t count, const RandomStream& stream,
                                      std::uint32_t first_position) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t left = count; left > 1; --left) {
    const auto position = first_position + static_cast<std::uint32_t>(count - left);
    std::swap(order[left - 1], order[below(left, stream.uniform(position))]);
  }
  return order;
}

std::vector<double> latin_hypercube_coordinate(std::size_t samples, const SampleSeed& seed,
                                               std::string_view owner) {
  const RandomStream places = sample_stream(seed, "design.lhs.place", owner);
  std::vector<double> coordinate;
  coordinate.reserve(samples);
  for (const std::size_t stratum :
       random_order(samples, sample_stream(seed, "design.lhs.order", owner))) {
    const double place = places.uniform(static_cast<std::uint32_t>(coordinate.size()));
    coordinate.push_back((static_cast<double>(stratum) + place) / static_cast<double>(samples));
  }
  return coordinate;
}

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
