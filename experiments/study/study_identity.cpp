#include "experiments/study/study_identity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/scenario.hpp"
#include "experiments/box/build_info.hpp"
#include "experiments/results/schema.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {
namespace {

std::vector<std::string> names_of(const std::vector<VariableInfo>& variables) {
  std::vector<std::string> names;
  for (const VariableInfo& variable : variables) names.push_back(variable.name);
  return names;
}

/// The keys of a resolved study, which has a line for each, with their values.
std::map<std::string, std::string> lines_of(const std::string& study) {
  std::map<std::string, std::string> values;
  std::istringstream lines(study);
  std::string table;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('[')) {
      table = line.substr(1, line.size() - 2) + ".";
    } else if (const auto equals = line.find(" = "); equals != std::string::npos) {
      values[table + line.substr(0, equals)] = line.substr(equals + 3);
    }
  }
  return values;
}

void compare(const std::string& what, const std::string& there, const std::string& here,
             std::vector<std::string>& found) {
  if (there == here) return;
  found.push_back(fmt::format("{}: {} there, {} here", what, there.empty() ? "nothing" : there,
                              here.empty() ? "nothing" : here));
}

void compare_studies(const std::string& there, const std::string& here,
                     std::vector<std::string>& found) {
  const auto values_there = lines_of(there);
  auto values_here = lines_of(here);
  for (const auto& [key, value] : values_there) {
    compare(key, value, values_here[key], found);
    values_here.erase(key);
  }
  for (const auto& [key, value] : values_here) compare(key, "", value, found);
}

}  // namespace

StudyIdentity identity_of(const ResultsDescription& description, const std::string& file) {
  return {std::string(schema::version), description.model,
          StudyFile::identity_of(description.study, file), names_of(description.metrics),
          names_of(description.job_columns)};
}

std::vector<std::string> differences(const StudyIdentity& there, const StudyIdentity& here) {
  std::vector<std::string> found;
  if (there == here) return found;
  compare("results schema", there.schema, here.schema, found);
  compare("model", std::to_string(there.model), std::to_string(here.model), found);
  compare("metrics", fmt::format("{}", fmt::join(there.metrics, " ")),
          fmt::format("{}", fmt::join(here.metrics, " ")), found);
  compare("job columns", fmt::format("{}", fmt::join(there.job_columns, " ")),
          fmt::format("{}", fmt::join(here.job_columns, " ")), found);
  compare_studies(there.study, here.study, found);
  if (found.empty()) found.emplace_back("the study's text");
  return found;
}

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

}  // namespace

ResultsDescription describe_results(const StudyFile& file) {
  const Study study = file.at(0);
  const BuildInfo build = build_info();
  ResultsDescription description;
  description.title = study.title;
  description.seed = study.seed;
  description.study = file.resolved();
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
    description.jobs_per_run = file.job_rows();
  }
  return description;
}

}  // namespace bacelab
