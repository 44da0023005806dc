#pragma once

#include <string_view>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/cluster/series.hpp"
#include "core/simulation/scenario.hpp"
#include "experiments/text/bounds.hpp"
#include "experiments/text/json_place.hpp"

namespace bacelab {

/// Reads {"times_s": [...], VALUE_KEY: [...]}; the values within bounds. Throws InputError.
Series read_series(const JsonPlace& place, std::string_view value_key, const Bounds& bounds);

/// Reads {"times_s": [...], "gpus": [...]}: integers from 0 to the region's GPUs. Throws
/// InputError.
Series read_capacity(const JsonPlace& place, int gpus);

/// Reads "gpu": the GPU type of all regions. Throws InputError.
GpuType scenario_gpu(const JsonPlace& place);

/// Reads "regions" and "links" of a scenario. Throws InputError.
Cluster scenario_cluster(const JsonPlace& scenario, const GpuType& gpu);

/// Reads "templates". Throws InputError.
std::vector<Template> scenario_templates(const JsonPlace& list);

/// Reads "jobs"; gives them by ascending id. The scenario has its cluster and templates: a job that
/// can never run on them is refused. Throws InputError.
std::vector<Job> scenario_jobs(const JsonPlace& list, const Scenario& scenario);

}  // namespace bacelab
