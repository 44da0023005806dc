#include "experiments/study/design/sampling/sobol_sequence.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "experiments/study/design/sampling/joe_kuo_numbers.hpp"

namespace bacelab {
namespace {

using Directions = SobolSequence::Directions;
constexpr std::size_t bits = SobolSequence::bits;

/// The van der Corput sequence.
Directions first_dimension() {
  Directions directions{};
  for (std::size_t i = 0; i < bits; ++i) directions[i] = 1U << (bits - 1 - i);
  return directions;
}

/// The recurrence of a primitive polynomial x^s + a_1 x^(s-1) + ... + a_(s-1) x + 1: v_i is
/// a_1 v_(i-1) xor ... xor a_(s-1) v_(i-s+1) xor v_(i-s) xor v_(i-s) / 2^s.
Directions directions_of(const JoeKuoNumbers& numbers) {
  Directions directions{};
  const std::size_t degree = numbers.degree;
  for (std::size_t i = 0; i < degree; ++i) directions[i] = numbers.initial[i] << (bits - 1 - i);
  for (std::size_t i = degree; i < bits; ++i) {
    directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
    for (std::size_t k = 1; k < degree; ++k) {
      if ((numbers.coefficients >> (degree - 1 - k) & 1U) != 0) directions[i] ^= directions[i - k];
    }
  }
  return directions;
}

}  // namespace

SobolSequence::SobolSequence(std::size_t dimensions) {
  if (dimensions > most_dimensions()) {
    throw std::invalid_argument("a Sobol sequence has at most " +
                                std::to_string(most_dimensions()) + " dimensions here");
  }
  for (std::size_t i = 0; i < dimensions; ++i) {
    directions_.push_back(i == 0 ? first_dimension() : directions_of(joe_kuo_numbers()[i - 1]));
  }
}

std::size_t SobolSequence::most_dimensions() { return joe_kuo_numbers().size() + 1; }

std::uint32_t SobolSequence::combine(const Directions& directions, std::uint32_t index) {
  std::uint32_t coordinate = 0;
  for (std::uint32_t gray = index ^ (index >> 1U); gray != 0; gray &= gray - 1) {
    coordinate ^= directions[static_cast<std::size_t>(std::countr_zero(gray))];
  }
  return coordinate;
}

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
    const Rows triangle =
        random_triangle(triangles, number * static_cast<std::uint32_t>(word_bits));
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

double SaltelliSample::coordinate(std::size_t row, std::size_t block, std::size_t dimension) const {
  const bool swapped = block >= 2 && (block - 2) % dimensions_ == dimension;
  const bool from_b_block = block == 1 || block >= 2 + dimensions_;
  const std::size_t column = dimension + (from_b_block != swapped ? dimensions_ : 0);
  return sequence_.coordinate(static_cast<std::uint32_t>(row), column);
}

}  // namespace bacelab
