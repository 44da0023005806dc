#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/pipeline/iteration_time.hpp"
#include "core/workload/template.hpp"
#include "experiments/text/section.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// Reads the templates that jobs.templates names: of the catalog, each property of which may be
/// overridden in [templates.NAME], or new ones. Throws InputError.
std::vector<Template> read_templates(const ConfigSection& root);

/// Reads [pipeline]. Throws InputError.
PipelineModel read_pipeline(const ConfigSection& section);

/// Reads [jobs], [templates.NAME], [work] and [arrivals]. Throws InputError.
JobsModel read_jobs(const ConfigSection& root);

/// The regions of a study, and the table of each, from which other readers take their keys.
struct RegionsReading {
  RegionsModel model;
  std::vector<ConfigSection> sections;
};

/// Reads [regions], [region.NAME] and [gpu_types.NAME]. `gpu`: of [gpu]. Throws InputError.
RegionsReading read_regions(const ConfigSection& root, const GpuType& gpu);

/// Reads how the worlds of a study are drawn: [pipeline], [gpu], [regions], [region.NAME],
/// [gpu_types.NAME], [network], [price], [jobs], [templates.NAME], [work], [arrivals]. `seed`: of
/// the study. Throws InputError.
WorldModel read_world_model(const ConfigSection& root, std::uint64_t seed);

}  // namespace bacelab
