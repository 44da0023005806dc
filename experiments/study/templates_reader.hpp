#pragma once

#include <vector>

#include "core/workload/template.hpp"
#include "experiments/config/section.hpp"

namespace bacelab {

/// Reads the templates that jobs.templates names: of the catalog, each figure of which may be given
/// anew in [templates.NAME], or of the user's own. Throws InputError.
std::vector<Template> read_templates(const ConfigSection& root);

}  // namespace bacelab
