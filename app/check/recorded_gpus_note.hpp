#pragma once

#include <optional>
#include <string>

#include "experiments/random/stream.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// A note on recorded jobs with a `max_stages` of their own in the trace that want other GPUs in a
/// world than their record says, max_stages times those of a stage, because another number of
/// stages is the best one there. None if there are no such jobs.
[[nodiscard]] std::optional<std::string> recorded_gpus_note(const WorldModel& model,
                                                            const WorldId& id);

}  // namespace bacelab
