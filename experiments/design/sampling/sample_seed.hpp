#pragma once

#include <cstdint>
#include <string_view>

#include "experiments/random/stream.hpp"

namespace bacelab {

/// Which of all random samples of one kind: a pure function of both numbers.
struct SampleSeed {
  std::uint64_t seed = 0;      ///< of the design
  std::uint32_t scramble = 0;  ///< number of an independent repetition
};

/// The random numbers of a sample for one purpose and owner, apart from those of all worlds.
inline RandomStream sample_stream(const SampleSeed& seed, std::string_view purpose,
                                  std::string_view owner = {}) {
  return RandomStream({.seed = seed.seed, .replication = seed.scramble}, purpose, owner);
}

/// A whole number from 0 to `end` - 1, all as likely, from a uniform number in (0, 1). To less than
/// 2^-20 of a probability for `end` up to 2^32.
inline std::uint32_t below(std::uint64_t end, double uniform) {
  return static_cast<std::uint32_t>(uniform * static_cast<double>(end));
}

}  // namespace bacelab
