#include "experiments/design/sampling/sobol_sequence.hpp"

#include <bit>
#include <stdexcept>
#include <string>

#include "experiments/design/sampling/joe_kuo_numbers.hpp"

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

}  // namespace bacelab
