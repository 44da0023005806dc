#include "experiments/study/describe_results.hpp"

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
    description.jobs_per_run = file.job_rows();
  }
  return description;
}

}  // namespace bacelab
