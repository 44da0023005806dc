#include "experiments/study/describe_results.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/scenario.hpp"
#include "experiments/box/build_info.hpp"

namespace bacelab {
namespace {

template <class Entry>
std::vector<VariableInfo> variables_of(const Registry<Entry>& registry) {
  std::vector<VariableInfo> variables;
  for (const auto& entry : registry) {
    variables.push_back({std::string(entry.name), std::string(entry.units),
                         std::string(entry.long_name), std::string(entry.description)});
  }
  return variables;
}

/// A name of a variable for each region; a variable's name has neither blanks nor slashes.
std::string stages_name(std::string region) {
  std::replace_if(
      region.begin(), region.end(),
      [](unsigned char c) { return c == '/' || std::isspace(c) != 0; }, '_');
  return "stages_in_" + region;
}

/// How a job's stages are divided among the regions: a column for each.
void add_stages_by_region(const std::vector<std::string>& regions,
                          std::vector<VariableInfo>& columns) {
  std::set<std::string> taken;
  for (const std::string& region : regions) {
    std::string name = stages_name(region);
    while (!taken.insert(name).second) name += '_';
    columns.push_back({name, "1", "stages in " + region,
                       "Stages in the region " + region + "; 0 if it is not on the path."});
  }
}

}  // namespace

ResultsDescription describe_results(const StudyFile& file) {
  const Study study = file.at(0);
  const BuildInfo build = build_info();
  ResultsDescription description;
  description.title = study.title;
  description.seed = study.seed;
  description.study = file.resolved();
  description.identity = file.identity();
  description.model = model_version;
  description.program_version = build.version;
  description.git_describe = build.git_describe;
  description.compiler = build.compiler;
  description.points = file.design().points();
  description.replications = file.replications();
  for (const PolicySpec& policy : study.policies) description.policies.push_back(policy.name);
  description.factors = file.design().factors();
  description.design = file.design().description();
  description.metrics = variables_of(metric_registry());
  if (file.job_rows() > 0) {
    description.job_columns = variables_of(job_column_registry());
    add_stages_by_region(file.regions(), description.job_columns);
    description.jobs_per_run = file.job_rows();
  }
  return description;
}

}  // namespace bacelab
