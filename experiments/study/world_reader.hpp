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

/// Tables with names that a list elsewhere in the study must contain: [region.NAME] and
/// regions.names.
struct ListedTables {
  std::string_view key;            ///< "region"
  std::string_view documentation;  ///< of all the tables together
  std::string_view problem;        ///< what is wrong with a name that is not in the list
  std::string_view list;           ///< "regions.names"
};

/// Throws InputError, with the nearest name, for a table whose name is not in the list.
void require_listed(const ConfigSection& root, const ListedTables& tables,
                    const std::vector<std::string>& names);

/// Reads [gpu]: a type of the catalog, each property of which may be overridden, or a new type with
/// all properties given. Throws InputError.
GpuType read_gpu(const ConfigSection& section);

/// Reads the templates that jobs.templates names: of the catalog, each property of which may be
/// overridden in [templates.NAME], or new ones. Throws InputError.
std::vector<Template> read_templates(const ConfigSection& root);

/// Reads [jobs], [templates.NAME], [work] and [arrivals]. Throws InputError.
JobsModel read_jobs(const ConfigSection& root, const GpuType& gpu, const PipelineModel& pipeline);

/// The regions of a study, and the table of each, from which other readers take their keys.
struct RegionsReading {
  RegionsModel model;
  std::vector<ConfigSection> sections;
};

/// Reads [regions] and [region.NAME]. Throws InputError.
RegionsReading read_regions(const ConfigSection& root);

/// Reads how the worlds of a study are drawn: [pipeline], [gpu], [regions], [region.NAME],
/// [network], [price], [jobs], [templates.NAME], [work], [arrivals]. `seed`: of the study. Throws
/// InputError.
WorldModel read_world_model(const ConfigSection& root, std::uint64_t seed);

}  // namespace bacelab
