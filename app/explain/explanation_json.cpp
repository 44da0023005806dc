#include <nlohmann/json.hpp>
#include <ostream>

#include "app/explain/explanation_report.hpp"
#include "core/simulation/metrics.hpp"

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

Json metrics_of(const Scenario& scenario, const RunRecord& record) {
  RunSummary summary;
  summarise(scenario, record, summary);
  Json metrics = Json::object();
  for (const MetricInfo& metric : metric_registry()) {
    metrics[std::string(metric.name)] = metric.value(summary);  // NaN is written as null
  }
  return metrics;
}

Json json_of(const JobDifference& job) {
  return {{"id", job.id},
          {"is_judged", job.is_judged},
          {"waiting_s", job.waiting_s},
          {"computing_s", job.computing_s},
          {"stalled_s", job.stalled_s},
          {"energy_usd", job.energy_usd},
          {"price_usd", job.price_usd},
          {"transfer_usd", job.transfer_usd}};
}

Json json_of(const Cluster& cluster, const std::vector<Start>& starts) {
  Json list = Json::array();
  for (const Start& start : starts) {
    Json path = Json::array();
    for (const PathStep& step : start.path) {
      path.push_back({{"region", cluster.regions()[step.region].name}, {"stages", step.stages}});
    }
    list.push_back({{"job", start.job}, {"path", std::move(path)}});
  }
  return list;
}

Json json_of(const Cluster& cluster, const Sight& sight) {
  Json regions = Json::array();
  for (RegionIndex region; region < sight.free_gpus.end_index(); ++region) {
    regions.push_back({{"name", cluster.regions()[region].name},
                       {"free_gpus", sight.free_gpus[region]},
                       {"usd_per_gpu_hour", sight.price[region] / 1000.0}});
  }
  return {{"regions", std::move(regions)},
          {"pending", sight.pending},
          {"running", sight.running},
          {"network_utilisation", sight.utilisation}};
}

Json json_of(const Cluster& cluster, const SwappedDecision& decision) {
  return {{"time_s", decision.where.time_s},
          {"starts", json_of(cluster, decision.own)},
          {"other_starts", json_of(cluster, decision.other)},
          {"jct_mean_s", decision.jct_mean_s},
          {"cost_total_usd", decision.total_usd},
          {"unserved_jobs", decision.unserved},
          {"state", json_of(cluster, decision.where.sight)}};
}

}  // namespace

void write_explanation_json(std::ostream& out, const Replay& replay,
                            const Explanation& explanation) {
  const Scenario& scenario = replay.scenario();
  Json jobs = Json::array();
  for (const JobDifference& job : explanation.jobs) jobs.push_back(json_of(job));
  Json decisions = Json::array();
  for (const SwappedDecision& decision : explanation.decisions) {
    decisions.push_back(json_of(scenario.cluster, decision));
  }
  const Json all = {{"policy", explanation.own_name},
                    {"against", explanation.other_name},
                    {"metrics", metrics_of(scenario, explanation.own)},
                    {"against_metrics", metrics_of(scenario, explanation.other)},
                    {"jobs", std::move(jobs)},
                    {"divergences", explanation.divergences},
                    {"decisions", std::move(decisions)}};
  out << all.dump(2) << '\n';
}

}  // namespace bacelab
