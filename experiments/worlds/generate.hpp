#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/simulation/scenario.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// A world, with its identity.
struct GeneratedWorld {
  Scenario scenario;
  std::int64_t redraws = 0;  ///< jobs or capacities that were drawn again (OneRegionRule)
  WorldId id;                ///< of the world
};

/// Draws one world. It depends on the arguments alone; id.attempt must be 0. Throws
/// NoWorldFound when the one-region rule still refuses after `max_redraws` redraws.
GeneratedWorld generate_world(const WorldModel& model, const WorldId& id);

/// The stage plans of the templates in a world; `id` is that of a GeneratedWorld. Throws
/// NoWorldFound as generate_world() does.
std::shared_ptr<const TemplateSet> plans_of(const WorldModel& model, const WorldId& id);

/// The input of a world's arrivals; `id` is that of a GeneratedWorld.
ArrivalContext arrival_context(const WorldModel& model, const WorldId& id);

/// What the jobs of a world ask of its GPUs over a long time.
struct OfferedLoad {
  double gpu_hours_per_hour = 0.0;  ///< at the best stage counts, without transfers
  double gpus = 0.0;                ///< of all regions, as many of the reference type

  [[nodiscard]] double load() const { return gpu_hours_per_hour / gpus; }
};

/// None where jobs arrive at no steady rate. `context` is that of a world.
std::optional<OfferedLoad> offered_load(const WorldModel& model, const ArrivalContext& context);

}  // namespace bacelab
