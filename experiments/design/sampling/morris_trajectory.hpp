#pragma once

#include <cstddef>
#include <vector>

#include "experiments/design/sampling/sample_seed.hpp"

namespace bacelab {

/// One way through the grid of `levels` equal steps from 0 to 1 in each dimension, on which every
/// coordinate changes once (Morris, Factorial sampling plans, Technometrics 33, 161-174, 1991): by
/// delta = levels / (2 (levels - 1)), up or down. Where it begins, which way a coordinate changes
/// and in which order is random.
struct MorrisTrajectory {
  /// Levels, from 0 to `levels` - 1, of each coordinate before and after its change.
  std::vector<std::size_t> before;
  std::vector<std::size_t> after;
  std::vector<std::size_t> order;  ///< the coordinate that each step changes

  /// The level of a coordinate after so many steps.
  [[nodiscard]] std::size_t level(std::size_t step, std::size_t dimension) const;
};

/// `levels` must be even. `seed.scramble` is the number of the trajectory.
MorrisTrajectory morris_trajectory(std::size_t dimensions, std::size_t levels,
                                   const SampleSeed& seed);

}  // namespace bacelab
