#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bacelab {

/// Sobol's sequence (1967) with the direction numbers of Joe and Kuo (2008), in the order of
/// Antonov and Saleev (1979), which is that of the published points: a low-discrepancy sequence in
/// base 2. Its first 2^m points hold each cell of 2^m equal slices of every axis once.
class SobolSequence {
 public:
  /// Bits of a coordinate, so that 2^32 points are different.
  static constexpr std::size_t bits = 32;
  /// The direction numbers of a dimension: the columns of its generator matrix, the first binary
  /// place of the coordinate in the highest bit.
  using Directions = std::array<std::uint32_t, bits>;

  /// \throws std::invalid_argument for more dimensions than there are direction numbers for
  explicit SobolSequence(std::size_t dimensions);

  [[nodiscard]] static std::size_t most_dimensions();
  [[nodiscard]] std::size_t dimensions() const { return directions_.size(); }
  [[nodiscard]] const Directions& directions(std::size_t dimension) const {
    return directions_[dimension];
  }

  /// A coordinate of point `index`, times 2^32. The point 0 is the origin.
  [[nodiscard]] std::uint32_t coordinate(std::uint32_t index, std::size_t dimension) const {
    return combine(directions_[dimension], index);
  }

  /// The coordinate of point `index` that these direction numbers give.
  [[nodiscard]] static std::uint32_t combine(const Directions& directions, std::uint32_t index);

 private:
  std::vector<Directions> directions_;
};

}  // namespace bacelab
