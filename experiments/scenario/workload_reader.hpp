#pragma once

#include <vector>

#include "core/simulation/scenario.hpp"
#include "experiments/scenario/json_place.hpp"

namespace bacelab {

/// Reads "templates". Throws InputError.
std::vector<Template> read_templates(const JsonPlace& list);

/// Reads "jobs"; gives them by ascending id. The scenario has its cluster and templates: a job that
/// can never run on them is refused. Throws InputError.
std::vector<Job> read_jobs(const JsonPlace& list, const Scenario& scenario);

}  // namespace bacelab
