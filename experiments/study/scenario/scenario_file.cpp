#include "experiments/study/scenario/scenario_file.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/study/scenario/scenario_parts.hpp"
#include "experiments/study/template_limits.hpp"
#include "experiments/text/json_place.hpp"

namespace bacelab {
namespace {

void require_schema(const JsonPlace& place) {
  if (place.text() == scenario_schema) return;
  place.refuse(
      fmt::format("must be \"{}\", the only format that this program reads", scenario_schema));
}

Schedule read_schedule(const JsonPlace& place) {
  return schedules().at(place.name_of("a schedule", schedules().names()), "schedule").way;
}

Split read_split(const JsonPlace& place) {
  return splits().at(place.name_of("a split", splits().names()), "split").way;
}

BestStages read_best_stages(const JsonPlace& place) {
  const auto name = place.name_of("a rule for the best stages", best_stages_rules().names());
  return best_stages_rules().at(name, "rule").way;
}

PipelineModel read_pipeline(const JsonPlace& place) {
  constexpr double most_extra = 1e6;
  place.require_object({{}, {"schedule", "extra_warmup", "split", "best_stages"}});
  PipelineModel pipeline;
  if (const auto split = place.find("split")) pipeline.split = read_split(*split);
  if (const auto rule = place.find("best_stages")) pipeline.best_stages = read_best_stages(*rule);
  if (const auto schedule = place.find("schedule")) pipeline.schedule = read_schedule(*schedule);
  if (const auto extra = place.find("extra_warmup")) {
    pipeline.extra_warmup = static_cast<int>(extra->integer(Bounds::between(0, most_extra)));
  }
  return pipeline;
}

/// The best stage count by transfers inside a region needs their bandwidth in every region.
void require_internal(const JsonPlace& list, const Scenario& scenario) {
  if (scenario.pipeline.best_stages != BestStages::transfer) return;
  const std::vector<JsonPlace> places = list.elements();
  for (std::size_t r = 0; r < places.size(); ++r) {
    if (std::isfinite(scenario.cluster.regions()[RegionIndex(r)].internal_bit_per_s)) continue;
    places[r].refuse(
        "has no internal_bit_per_s, which best_stages = \"transfer\" of the pipeline needs in "
        "every region");
  }
}

/// An even split looks at every number of stages that a template may have.
void require_few_stages(const JsonPlace& list, const Templates& templates,
                        const Scenario& scenario) {
  std::vector<int> gpus;
  for (const Region& region : scenario.cluster.regions()) gpus.push_back(region.gpus);
  const std::vector<JsonPlace> places = list.elements();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto stages = too_many_stages(templates[TemplateIndex(i)], scenario.pipeline.split, gpus);
    if (!stages) continue;
    places[i].refuse(
        fmt::format("may be cut into {} stages by split = \"even\" of the pipeline; "
                    "there may be {} (max_stages)",
                    *stages, TemplateLimits::even_stages));
  }
}

}  // namespace

Scenario read_scenario(std::string_view text, const std::string& file_name) {
  const JsonDocument document(text, file_name);
  const JsonPlace root = document.root();
  // First of all: a file of another kind has other keys, too.
  if (const auto schema = root.find("schema")) require_schema(*schema);
  root.require_object({{"schema", "gpu", "regions", "templates", "jobs"},
                       {"pipeline", "links", "warmup_jobs", "horizon_s", "policy_seed"}});
  Scenario scenario;
  if (const auto pipeline = root.find("pipeline")) scenario.pipeline = read_pipeline(*pipeline);
  const GpuType gpu = scenario_gpu(root.at("gpu"));
  scenario.cluster = scenario_cluster(root, gpu);
  require_internal(root.at("regions"), scenario);
  auto templates = std::make_shared<const Templates>(scenario_templates(root.at("templates")));
  require_few_stages(root.at("templates"), *templates, scenario);
  scenario.templates = std::make_shared<const TemplateSet>(
      std::move(templates), gpus_of(scenario.cluster.regions()), scenario.pipeline);
  scenario.jobs = Table<JobIndex, Job>(scenario_jobs(root.at("jobs"), scenario));
  if (const auto warmup = root.find("warmup_jobs")) {
    scenario.warmup_jobs = static_cast<std::size_t>(warmup->integer(Bounds::non_negative()));
  }
  if (const auto horizon = root.find("horizon_s")) {
    scenario.horizon_s = horizon->number(Bounds::positive());
  }
  if (const auto seed = root.find("policy_seed")) {
    constexpr double most_policy_seed = 9007199254740991.0;  // 2^53 - 1
    scenario.policy_seed =
        static_cast<std::uint64_t>(seed->integer(Bounds::between(0, most_policy_seed)));
  }
  return scenario;
}

}  // namespace bacelab
