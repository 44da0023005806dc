#pragma once

#include <string>
#include <vector>

#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// Notes on degrees of parallelism that cost something for nothing: replicas that don't share the
/// micro-batches evenly, so that all run as many as the one with the most, and a tensor parallelism
/// with which the stages don't fill nodes of eight GPUs. Templates of the same numbers share a
/// line; those that no job has are left out. A note too on even splits of which nothing limits the
/// stages: without transfers more of them are always faster.
[[nodiscard]] std::vector<std::string> parallelism_notes(const JobsModel& jobs,
                                                         const PipelineModel& pipeline);

}  // namespace bacelab
