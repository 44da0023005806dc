#pragma once

#include <string>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/registry.hpp"
#include "core/workload/template.hpp"

namespace bacelab {

/// The GPU types that studies may use by name.
Registry<GpuType> gpu_catalog();

/// The templates that studies may use by name; micro-batches and recomputation are set by the study
/// and have their defaults here.
Registry<Template> template_catalog();

/// The templates of the jobs of a study that names none.
std::vector<std::string> default_templates();

}  // namespace bacelab
