#pragma once

#include "core/cluster/gpu_type.hpp"
#include "core/pipeline/schedule.hpp"
#include "experiments/config/section.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// Reads [jobs], [templates.NAME], [work] and [arrivals]. Throws InputError.
JobsModel read_jobs(const ConfigSection& root, const GpuType& gpu, const PipelineModel& pipeline);

}  // namespace bacelab
