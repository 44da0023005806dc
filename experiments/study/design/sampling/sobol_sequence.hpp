#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "experiments/study/design/sampling/random_designs.hpp"

namespace bacelab {

/// The parameters of one dimension of a Sobol sequence.
struct JoeKuoNumbers {
  std::size_t degree;                     ///< s of the primitive polynomial
  std::uint32_t coefficients;             ///< a_1 ... a_(s-1) of it, a_1 in the highest bit
  std::array<std::uint32_t, 10> initial;  ///< m_1 ... m_s; the rest is 0
};

/// The dimensions 2 to 128 of new-joe-kuo-6.21201 (S. Joe and F. Y. Kuo, Constructing Sobol
/// sequences with better two-dimensional projections, SIAM J. Sci. Comput. 30, 2635-2654, 2008).
std::span<const JoeKuoNumbers> joe_kuo_numbers();

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

/// A Sobol sequence whose points are uniform random numbers one by one, and as even together as
/// before: each dimension's generator matrix is multiplied by a random lower triangular one, and a
/// random shift is added to its digits (Matousek, On the L2-discrepancy for anchored boxes,
/// J. Complexity 14, 527-556, 1998). Estimates have the variance that Owen's full scrambling gives
/// (Owen, Variance with alternative scramblings of digital nets, ACM TOMACS 13, 363-378, 2003).
class ScrambledSobol {
 public:
  /// \throws std::invalid_argument for more dimensions than SobolSequence has
  ScrambledSobol(std::size_t dimensions, const SampleSeed& seed);

  [[nodiscard]] std::size_t dimensions() const { return directions_.size(); }

  /// A coordinate of point `index`, in (0, 1): the middle of one of 2^32 equal parts.
  [[nodiscard]] double coordinate(std::uint32_t index, std::size_t dimension) const;

 private:
  std::vector<SobolSequence::Directions> directions_;
  std::vector<std::uint32_t> shifts_;
};

/// Whether a Saltelli sample is for second-order indices too.
enum class SecondOrder { no, yes };

/// The points at which a function is evaluated for its Sobol indices (Saltelli et al., Comput.
/// Phys. Commun. 181, 259-270, 2010). The matrices A and B, one row per point, are the first and
/// the second half of the coordinates of ONE scrambled Sobol sequence of twice the dimension; block
/// AB_i is A with column i from B, BA_i is B with column i from A.
///
/// Blocks by number: 0 is A, 1 is B, then AB_1 ... AB_d, then, for the second order, BA_1 ... BA_d.
/// The rows should be a power of two: else the sequence is not even.
class SaltelliSample {
 public:
  /// \throws std::invalid_argument for more than half as many dimensions as SobolSequence has
  SaltelliSample(std::size_t dimensions, SecondOrder second_order, const SampleSeed& seed)
      : dimensions_(dimensions), second_order_(second_order), sequence_(2 * dimensions, seed) {}

  [[nodiscard]] std::size_t dimensions() const { return dimensions_; }
  [[nodiscard]] std::size_t blocks() const { return blocks_of(dimensions_, second_order_); }

  /// A coordinate of a row of a block, in (0, 1).
  [[nodiscard]] double coordinate(std::size_t row, std::size_t block, std::size_t dimension) const;

  /// Blocks of a sample of that many dimensions.
  [[nodiscard]] static std::size_t blocks_of(std::size_t dimensions, SecondOrder second_order) {
    return 2 + (second_order == SecondOrder::yes ? 2 : 1) * dimensions;
  }

 private:
  std::size_t dimensions_;
  SecondOrder second_order_;
  ScrambledSobol sequence_;
};

}  // namespace bacelab
