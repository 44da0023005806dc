#include "experiments/study/study_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/scenario.hpp"
#include "experiments/box/build_info.hpp"
#include "experiments/box/description.hpp"
#include "experiments/random/fingerprint.hpp"
#include "experiments/study/mistakes.hpp"
#include "experiments/worlds/world_summary.hpp"

namespace bacelab {

namespace {

/// Whether a key says how many replications there are, of all points or of some.
bool is_size(const std::string& key) {
  return key == "study.replications" || key == "design.most_of_grid" || key == "precision" ||
         key.starts_with("precision.");
}

template <class Registry>
std::vector<std::string> names_in(const Registry& registry) {
  std::vector<std::string> names;
  for (const auto& entry : registry) names.emplace_back(entry.name);
  return names;
}

StudyIdentity identity_of(const ConfigDocument& document, bool has_job_rows) {
  StudyIdentity identity = {.schema = std::string(results_schema),
                            .model = model_version,
                            .study = {},
                            .metrics = names_in(metric_registry()),
                            .job_columns = {},
                            .world_summaries = names_in(world_summary_registry())};
  for (ConfigValue& each : document.values()) {
    if (!is_size(each.path)) {
      identity.study.push_back({std::move(each.path), std::move(each.value)});
    }
  }
  if (has_job_rows) identity.job_columns = names_in(job_column_registry());
  return identity;
}

}  // namespace

StudyFile StudyFile::read(std::string_view text, std::string_view file_name,
                          std::span<const std::string> settings,
                          const std::function<void()>& before_each_point,
                          const std::optional<std::filesystem::path>& directory) {
  ConfigDocument document = ConfigDocument::parse(text, file_name, directory);
  for (const std::string& setting : settings) document.set(setting);
  WholeStudy study = read_without_mistakes(document, before_each_point);
  for (const std::string& key : study.design.keys_of_some_points()) document.record_own_value(key);
  StudyFile file(std::move(document), std::move(study.design));
  file.box_ = {file.design_.points(), study.points.replications, study.points.policies.size()};
  file.job_rows_ = study.points.job_rows;
  file.required_gpus_ = std::move(study.points.required_gpus);
  file.regions_ = std::move(study.points.regions);
  file.resolved_ = file.document_.resolved();
  file.identity_ = identity_of(file.document_, file.job_rows_ > 0);
  file.precision_ = std::move(study.precision);
  return file;
}

Study StudyFile::at(std::size_t point) const { return reader().at(point); }

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
  description.arithmetic = arithmetic_fingerprint();
  description.builds = {
      fmt::format("{} ({}), {}", build.version, build.git_describe, build.compiler)};
  description.plugins = study.plugins;
  description.points = file.design().points();
  description.replications = file.replications();
  for (const PolicySpec& policy : study.policies) description.policies.push_back(policy.name);
  description.factors = file.design().factors();
  description.design = file.design().description();
  description.metrics = variables_of(metric_registry());
  description.world_summaries = variables_of(world_summary_registry());
  if (file.job_rows() > 0) {
    description.job_columns = variables_of(job_column_registry());
    add_stages_by_region(file.regions(), description.job_columns);
    description.jobs_per_run = file.job_rows();
  }
  return description;
}

}  // namespace bacelab
