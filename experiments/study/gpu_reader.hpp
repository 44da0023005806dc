#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// Reads [gpu]: a type of the catalog, each property of which may be overridden, or a new type with
/// all properties given. Throws InputError.
GpuType read_gpu(const ConfigSection& section);

/// The GPU types that a region may have: those of the catalog, and new ones of [gpu_types.NAME].
std::vector<std::string> gpu_type_names(const ConfigSection& root);

/// The GPU type of one of these names that a region has of its own, with the changes of
/// [gpu_types.NAME]. What neither these nor the catalog say is as in [gpu]. None if the region
/// names no type. Throws InputError.
std::optional<GpuType> read_region_gpu(const ConfigSection& region,
                                       const std::vector<std::string>& names,
                                       const GpuType& of_study);

/// Throws InputError for a table [gpu_types.NAME] whose name is not among those that regions have,
/// at any point of the design.
void require_gpu_types_named(const ConfigSection& root, const std::vector<std::string>& named);

}  // namespace bacelab
