#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "experiments/design/sampling/sample_seed.hpp"
#include "experiments/design/sampling/sobol_sequence.hpp"

namespace bacelab {

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

}  // namespace bacelab
