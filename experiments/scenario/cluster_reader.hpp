#pragma once

#include "core/cluster/cluster.hpp"
#include "core/cluster/gpu_type.hpp"
#include "experiments/scenario/json_place.hpp"

namespace bacelab {

/// Reads "gpu": the GPU type of all regions. Throws InputError.
GpuType read_gpu(const JsonPlace& place);

/// Reads "regions" and "links" of a scenario. Throws InputError.
Cluster read_cluster(const JsonPlace& scenario, const GpuType& gpu);

}  // namespace bacelab
