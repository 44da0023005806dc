#pragma once

#include <cstdint>
#include <stdexcept>

#include "core/simulation/scenario.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// The rules of a study reject every world that is drawn.
class NoWorldFound : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A world, with the number of redraws and the accepted identity.
struct GeneratedWorld {
  Scenario scenario;
  std::int64_t redraws = 0;  ///< jobs or worlds that were drawn again (OneRegionRule)
  WorldId id;                ///< under which the world was accepted
};

/// Draws one world. It depends on the arguments alone; id.attempt must be 0. Throws
/// NoWorldFound when the one-region rule still refuses after `max_redraws` attempts.
GeneratedWorld generate_world(const WorldModel& model, const WorldId& id);

/// The input of a world's arrivals; `id` is that of a GeneratedWorld.
ArrivalContext arrival_context(const WorldModel& model, const WorldId& id);

/// The maximum number of times that a world, or its jobs, are drawn again.
inline constexpr std::int64_t max_redraws = 10'000;

}  // namespace bacelab
