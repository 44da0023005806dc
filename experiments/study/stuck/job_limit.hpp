#pragma once

#include <optional>

#include "core/simulation/scenario.hpp"
#include "experiments/study/stuck/end_state.hpp"
#include "experiments/study/stuck/obstacle.hpp"

namespace bacelab {

/// A limit of GPUs, and by how much it is missed.
struct JobLimit {
  Limit limit = Limit::unknown;
  int stages = 0;            ///< the fewest that the job may start with
  int slots = 0;             ///< stages that there is room for
  bool by_fraction = false;  ///< are the fewest those of `min_stage_fraction`?
};

/// What keeps a job of this plan out of every single region, if something does. `min_fraction`: the
/// policy's `min_stage_fraction`.
[[nodiscard]] std::optional<JobLimit> limit_in_one_region(const Cluster& cluster,
                                                          const EndState& state,
                                                          const StagePlan& plan,
                                                          double min_fraction);

/// What keeps it out of all regions that are linked with one another, while no job is running.
[[nodiscard]] std::optional<JobLimit> limit_across_regions(const Cluster& cluster,
                                                           const EndState& state,
                                                           const StagePlan& plan);

}  // namespace bacelab
