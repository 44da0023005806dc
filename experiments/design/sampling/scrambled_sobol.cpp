#include "experiments/design/sampling/scrambled_sobol.hpp"

#include <array>
#include <bit>

namespace bacelab {
namespace {

constexpr std::size_t word_bits = SobolSequence::bits;
constexpr std::uint64_t all_words = std::uint64_t{1} << word_bits;

/// The rows of a matrix of bits, the first column in the highest bit.
using Rows = std::array<std::uint32_t, word_bits>;

/// Ones on the diagonal, random bits below it.
Rows random_triangle(const RandomStream& stream, std::uint32_t first_position) {
  Rows rows{};
  for (std::uint32_t i = 0; i < word_bits; ++i) {
    const std::uint32_t diagonal = std::uint32_t{1} << (word_bits - 1 - i);
    const std::uint32_t random = below(all_words, stream.uniform(first_position + i));
    rows[i] = diagonal | (random & ~(diagonal | (diagonal - 1)));
  }
  return rows;
}

std::uint32_t product(const Rows& rows, std::uint32_t vector) {
  std::uint32_t result = 0;
  for (const std::uint32_t row : rows) {
    result = result << 1U | (static_cast<std::uint32_t>(std::popcount(row & vector)) & 1U);
  }
  return result;
}

}  // namespace

ScrambledSobol::ScrambledSobol(std::size_t dimensions, const SampleSeed& seed) {
  const SobolSequence sequence(dimensions);
  const RandomStream triangles = sample_stream(seed, "design.sobol.triangle");
  const RandomStream shifts = sample_stream(seed, "design.sobol.shift");
  for (std::size_t dimension = 0; dimension < dimensions; ++dimension) {
    const auto number = static_cast<std::uint32_t>(dimension);
    const Rows triangle = random_triangle(triangles, number * static_cast<std::uint32_t>(word_bits));
    SobolSequence::Directions directions = sequence.directions(dimension);
    for (std::uint32_t& direction : directions) direction = product(triangle, direction);
    directions_.push_back(directions);
    shifts_.push_back(below(all_words, shifts.uniform(number)));
  }
}

double ScrambledSobol::coordinate(std::uint32_t index, std::size_t dimension) const {
  const std::uint32_t digits =
      SobolSequence::combine(directions_[dimension], index) ^ shifts_[dimension];
  return (static_cast<double>(digits) + 0.5) * 0x1p-32;
}

}  // namespace bacelab
