#include "experiments/results/chunk_shape.hpp"

#include <algorithm>

namespace bacelab {
namespace {

constexpr std::size_t chunk_elements = 16384;

std::size_t divided_up(std::size_t a, std::size_t b) { return (a + b - 1) / b; }

/// The size of the parts when `size` is divided evenly into as few as have at most `most` each.
std::size_t balanced_part(std::size_t size, std::size_t most) {
  return divided_up(size, divided_up(size, std::max<std::size_t>(most, 1)));
}

}  // namespace

hdf5::Shape box_chunk(std::size_t points, std::size_t replications, std::size_t policies) {
  const std::size_t in_point = balanced_part(replications, chunk_elements / policies);
  const std::size_t in_chunk =
      in_point < replications ? 1 : balanced_part(points, chunk_elements / (in_point * policies));
  return {in_chunk, in_point, policies};
}

hdf5::Shape row_chunk(std::size_t rows) { return {balanced_part(rows, chunk_elements)}; }

}  // namespace bacelab
