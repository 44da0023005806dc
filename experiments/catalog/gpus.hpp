#pragma once

#include <span>

#include "core/cluster/gpu_type.hpp"

namespace bacelab {

/// The GPUs that studies may name without describing them.
std::span<const GpuType> gpu_catalog();

}  // namespace bacelab
