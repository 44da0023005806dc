#pragma once

#include <cstdint>

#include "experiments/config/section.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// Reads how the worlds of a study are drawn: [pipeline], [gpu], [regions], [region.NAME],
/// [network], [price], [jobs], [templates.NAME], [work], [arrivals]. `seed`: of the study. Throws
/// InputError.
WorldModel read_world_model(const ConfigSection& root, std::uint64_t seed);

}  // namespace bacelab
