#pragma once

#include <cstdint>

#include "core/simulation/scenario.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// A world with what it took to draw it.
struct GeneratedWorld {
  Scenario scenario;
  std::int64_t redraws = 0;  ///< jobs or worlds that were drawn again (OneRegionRule)
};

/// Draws one world. It depends on the arguments alone; id.attempt must be 0. Throws
/// std::runtime_error when the one-region rule still refuses after `max_redraws` attempts.
GeneratedWorld generate_world(const WorldModel& model, const WorldId& id);

/// How often a world, or the jobs of a world, are drawn again before that is called hopeless.
inline constexpr std::int64_t max_redraws = 10'000;

}  // namespace bacelab
