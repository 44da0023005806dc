#pragma once

#include "core/cluster/cluster.hpp"
#include "core/registry.hpp"
#include "core/workload/template.hpp"

namespace bacelab {

/// The GPUs that studies may name without describing them.
Registry<GpuType> gpu_catalog();

/// The models that studies may name without describing them; micro-batches and recomputation are
/// the study's business and stand at their defaults.
Registry<Template> template_catalog();

}  // namespace bacelab
