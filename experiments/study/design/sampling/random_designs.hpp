#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "experiments/random/stream.hpp"

namespace bacelab {

/// Identifies one random sample of a kind, which is a pure function of both numbers.
struct SampleSeed {
  std::uint64_t seed = 0;      ///< of the design
  std::uint32_t scramble = 0;  ///< number of an independent repetition
};

/// The random numbers of a sample for one purpose and owner, separate from those of all worlds.
inline RandomStream sample_stream(const SampleSeed& seed, std::string_view purpose,
                                  std::string_view owner = {}) {
  return RandomStream({.seed = seed.seed, .replication = seed.scramble}, purpose, owner);
}

/// A whole number from 0 to `end` - 1, equally likely, from a uniform number in (0, 1).
/// Probabilities are exact to a relative 2^-20 for `end` up to 2^32.
inline std::uint32_t below(std::uint64_t end, double uniform) {
  return static_cast<std::uint32_t>(uniform * static_cast<double>(end));
}

/// The numbers 0 to `count` - 1 in random order (Fisher and Yates), by the positions
/// `first_position` + 0, 1, ... of a stream.
std::vector<std::size_t> random_order(std::size_t count, const RandomStream& stream,
                                      std::uint32_t first_position = 0);

/// One coordinate of a Latin hypercube sample (McKay, Beckman and Conover, Technometrics 21,
/// 239-245, 1979): each of `samples` equal strata of (0, 1) contains one value, uniform within it,
/// in random order. Coordinates of different owners are independent, and an owner's doesn't change
/// with the others.
std::vector<double> latin_hypercube_coordinate(std::size_t samples, const SampleSeed& seed,
                                               std::string_view owner);

/// One way through the grid of `levels` equal steps from 0 to 1 in each dimension, on which every
/// coordinate changes once (Morris, Factorial sampling plans, Technometrics 33, 161-174, 1991): by
/// delta = levels / (2 (levels - 1)), up or down. Where it begins, which way a coordinate changes
/// and in which order is random.
struct MorrisTrajectory {
  /// Levels, from 0 to `levels` - 1, of each coordinate before and after its change.
  std::vector<std::size_t> before;
  std::vector<std::size_t> after;
  std::vector<std::size_t> order;  ///< the coordinate that each step changes

  /// The level of a coordinate after this many steps.
  [[nodiscard]] std::size_t level(std::size_t step, std::size_t dimension) const;
};

/// `levels` must be even. `seed.scramble` is the number of the trajectory.
MorrisTrajectory morris_trajectory(std::size_t dimensions, std::size_t levels,
                                   const SampleSeed& seed);

}  // namespace bacelab
