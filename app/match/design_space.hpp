#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/matching/match.hpp"
#include "experiments/study/design/design.hpp"

namespace bacelab {

/// What the factors of a design may be, its cases left out.
std::vector<SpaceAxis> space_of(const Design& design);

/// Draws random places of the space of a design, uniform in the scale of each factor. `wave`: other
/// places for each number. The design must outlive it.
SpaceSampler sampler_of(const Design& design, std::uint64_t seed, std::size_t wave);

}  // namespace bacelab
