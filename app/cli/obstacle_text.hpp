#pragma once

#include <string>

#include "experiments/study/stuck/obstacle.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// What happened to the job of an obstacle, and why: "can't place job 3 (flm-101b): it needs 96
/// GPUs in one region, the largest has 64", to be read after the name of a policy.
[[nodiscard]] std::string obstacle_text(const Obstacle& obstacle);

/// Which keys of a study would remove the obstacle: "see jobs.one_region". Empty if it is not
/// known. `model`: of the worlds of the point.
[[nodiscard]] std::string obstacle_remedy(const Obstacle& obstacle, const WorldModel& model);

}  // namespace bacelab
