#include "experiments/design/sampling/latin_hypercube.hpp"

#include <cstdint>

#include "experiments/design/sampling/random_order.hpp"

namespace bacelab {

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

}  // namespace bacelab
