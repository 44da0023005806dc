#pragma once

#include <cstddef>
#include <vector>

#include "experiments/design/sampling/scrambled_sobol.hpp"

namespace bacelab {

/// Whether a Saltelli sample serves for second-order indices too.
enum class SecondOrder { no, yes };

/// The points at which a function is evaluated for its Sobol indices (Saltelli et al., Comput.
/// Phys. Commun. 181, 259-270, 2010). The matrices A and B, one row a point, are the first and the
/// second half of the coordinates of ONE scrambled Sobol sequence of twice the dimension; block
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
