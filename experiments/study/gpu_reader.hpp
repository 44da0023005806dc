#pragma once

#include "core/cluster/gpu_type.hpp"
#include "experiments/config/section.hpp"

namespace bacelab {

/// Reads [gpu]: a type of the catalog, each figure of which may be given anew, or a type of the
/// user's own, all figures given. Throws InputError.
GpuType read_gpu(const ConfigSection& section);

}  // namespace bacelab
