#include "experiments/scenario/read_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "experiments/scenario/cluster_reader.hpp"
#include "experiments/scenario/json_document.hpp"
#include "experiments/scenario/scenario_schema.hpp"
#include "experiments/scenario/workload_reader.hpp"

namespace bacelab {
namespace {

void require_schema(const JsonPlace& place) {
  if (place.text() == scenario_schema) return;
  place.refuse(
      fmt::format("must be \"{}\", the only format that this program reads", scenario_schema));
}

Schedule read_schedule(const JsonPlace& place) {
  std::vector<std::string> names;
  for (const NamedSchedule& known : schedules()) names.emplace_back(known.name);
  const std::string name = place.name_of("a schedule", names);
  const auto found = std::find(names.begin(), names.end(), name) - names.begin();
  return schedules()[static_cast<std::size_t>(found)].schedule;
}

PipelineModel read_pipeline(const JsonPlace& place) {
  constexpr double most_extra = 1e6;
  place.require_object({{}, {"schedule", "extra_warmup"}});
  PipelineModel pipeline;
  if (const auto schedule = place.find("schedule")) pipeline.schedule = read_schedule(*schedule);
  if (const auto extra = place.find("extra_warmup")) {
    pipeline.extra_warmup = static_cast<int>(extra->integer(Bounds::between(0, most_extra)));
  }
  return pipeline;
}

}  // namespace

Scenario read_scenario(std::string_view text, const std::string& file_name) {
  const JsonDocument document(text, file_name);
  const JsonPlace root = document.root();
  // First of all: a file of another kind has other keys, too.
  if (const auto schema = root.find("schema")) require_schema(*schema);
  root.require_object({{"schema", "gpu", "regions", "templates", "jobs"},
                       {"pipeline", "links", "warmup_jobs", "horizon_s"}});
  Scenario scenario;
  if (const auto pipeline = root.find("pipeline")) scenario.pipeline = read_pipeline(*pipeline);
  const GpuType gpu = read_gpu(root.at("gpu"));
  scenario.cluster = read_cluster(root, gpu);
  scenario.templates = std::make_shared<const TemplateSet>(read_templates(root.at("templates")),
                                                           gpu, scenario.pipeline);
  scenario.jobs = Table<JobIndex, Job>(read_jobs(root.at("jobs"), scenario));
  if (const auto warmup = root.find("warmup_jobs")) {
    scenario.warmup_jobs = static_cast<std::size_t>(warmup->integer(Bounds::non_negative()));
  }
  if (const auto horizon = root.find("horizon_s")) {
    scenario.horizon_s = horizon->number(Bounds::positive());
  }
  return scenario;
}

}  // namespace bacelab
