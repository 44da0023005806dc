#include "experiments/study/scenario/answer_writer.hpp"

#include <nlohmann/json.hpp>
#include <ostream>
#include <span>
#include <string>

#include "core/simulation/metrics.hpp"

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

template <class Value>
Json value_if(bool reached, const Value& value) {
  return reached ? Json(value) : Json(nullptr);
}

Json path_names(const Scenario& scenario, std::span<const PathStep> path) {
  Json names = Json::array();
  for (const PathStep& step : path) names.push_back(scenario.cluster.regions()[step.region].name);
  return names;
}

Json path_stages(std::span<const PathStep> path) {
  Json stages = Json::array();
  for (const PathStep& step : path) stages.push_back(step.stages);
  return stages;
}

Json job_object(const Scenario& scenario, const RunRecord& record, JobIndex index) {
  const Job& given = scenario.jobs[index];
  const JobOutcome& job = record.jobs[index.value()];
  const auto path = record.path_of(job);
  const double jct_s = job.finish_s - job.arrival_s;
  Json object;
  object["id"] = job.id;
  object["served"] = job.served;
  object["start_s"] = value_if(job.started, job.start_s);
  object["finish_s"] = value_if(job.served, job.finish_s);
  object["jct_s"] = value_if(job.served, jct_s);
  object["wait_s"] = value_if(job.started, job.start_s - job.arrival_s);
  object["slowdown"] = value_if(job.served, jct_s / job.ideal_s);
  object["stages"] = value_if(job.started, job.stages);
  object["gpus"] = value_if(job.started, job.gpus);
  object["path"] = value_if(job.started, path_names(scenario, path));
  object["stages_per_region"] = value_if(job.started, path_stages(path));
  object["cost_usd"] = job.cost_usd;
  object["energy_kwh"] = job.energy_kwh;
  object["egress_bytes"] = job.egress_bytes;
  object["egress_usd"] = job.egress_usd;
  object["transfer_usd"] = job.egress_usd;
  object["total_usd"] = job.cost_usd + job.egress_usd;
  object["stalled_fraction"] = value_if(job.served, job.stalled_fraction);
  object["template"] = (*scenario.templates)[given.model].name;
  object["arrival_s"] = given.arrival_s;
  object["regions"] = value_if(job.started, job.regions);
  return object;
}

Json metrics_object(const Scenario& scenario, const RunRecord& record) {
  RunSummary summary;
  summarise(scenario, record, summary);
  Json metrics;
  // A NaN becomes null when it is written.
  for (const MetricInfo& metric : metric_registry()) {
    metrics[std::string(metric.name)] = metric.value(summary);
  }
  return metrics;
}

}  // namespace

void write_answer(std::ostream& out, std::string_view policy, const Scenario& scenario,
                  const RunRecord& record) {
  out << "{\"policy\": " << Json(policy).dump() << ",\n \"jobs\": [";
  std::string_view before = "\n  ";
  for (JobIndex job; job < scenario.jobs.end_index(); ++job) {
    out << before << job_object(scenario, record, job).dump();
    before = ",\n  ";
  }
  out << "],\n \"metrics\": " << metrics_object(scenario, record).dump() << "}\n";
}

}  // namespace bacelab
