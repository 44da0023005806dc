#pragma once

#include "experiments/text/section.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// The GPU type of a region of the worlds.
const GpuType& gpu_of(const WorldModel& model, const RegionModel& region);

/// Do all regions have GPUs of the same type?
bool has_one_gpu_type(const WorldModel& model);

/// Throws InputError, at [jobs], for a template that an even split may cut into too many stages.
void require_few_stages(const ConfigSection& jobs, const WorldModel& model);

/// Under `redraw_world`, what the regions must have: every template that can be drawn must fit into
/// one, not only those that are drawn, so that the GPUs of a world don't depend on its jobs. Fills
/// in RegionsModel::required_gpus, or with several GPU types RegionsModel::required_by_region.
void require_gpus(WorldModel& model);

/// Throws InputError, at [jobs], unless a job of any template can run in any world or is drawn
/// again. require_gpus() must have been called.
void require_runnable(const ConfigSection& jobs, const WorldModel& model);

}  // namespace bacelab
