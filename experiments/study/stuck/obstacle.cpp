#include "experiments/study/stuck/obstacle.hpp"

#include <algorithm>
#include <string_view>

#include "experiments/study/stuck/end_state.hpp"
#include "experiments/study/stuck/job_limit.hpp"

namespace bacelab {
namespace {

bool uses_one_region(const PolicySpec& policy) {
  return policy.path_finder == "single_cheapest" || policy.path_finder == "single_most_free";
}

/// Are its rules those of MODEL.md?
bool is_own(const PolicySpec& policy) {
  return policy.whole.empty() && path_finders().find(policy.path_finder) != nullptr;
}

double min_fraction_of(const PolicySpec& policy, const PolicyCatalog& catalog) {
  for (const ParameterInfo& parameter : parameters_of(policy, catalog)) {
    if (parameter.name == "min_stage_fraction") return parameter.fallback;
  }
  return 0.0;
}

std::size_t never_started(const RunRecord& record) {
  return static_cast<std::size_t>(std::count_if(
      record.jobs.begin(), record.jobs.end(), [](const JobOutcome& job) { return !job.started; }));
}

/// A job that was started and not served runs over a link that is dead for ever.
void look_for_dead_link(const Scenario& scenario, const RunRecord& record, const JobOutcome& job,
                        Obstacle& obstacle) {
  const Cluster& cluster = scenario.cluster;
  const auto path = record.path_of(job);
  for (std::size_t i = 1; i < path.size(); ++i) {
    const RegionIndex a = path[i - 1].region;
    const RegionIndex b = path[i].region;
    if (!is_dead(cluster, a, b, record.end_s)) continue;
    obstacle.limit = Limit::dead_link;
    obstacle.link = cluster.regions()[a].name + " - " + cluster.regions()[b].name;
    return;
  }
}

Obstacle obstacle_to(const Scenario& scenario, const RunRecord& record, JobIndex job) {
  Obstacle obstacle;
  const TemplateIndex model = scenario.jobs[job].model;
  obstacle.job = scenario.jobs[job].id;
  obstacle.model = (*scenario.templates)[model].name;
  obstacle.gpus_of_stage = gpus_of_stage((*scenario.templates)[model]);
  obstacle.waiting = never_started(record);
  obstacle.end_s = record.end_s;
  return obstacle;
}

/// The jobs that never started, by arrival.
std::vector<JobIndex> waiting_jobs(const Scenario& scenario, const RunRecord& record) {
  std::vector<JobIndex> waiting;
  for (JobIndex job; job < scenario.jobs.end_index(); ++job) {
    if (!record.jobs[job.value()].started) waiting.push_back(job);
  }
  std::stable_sort(waiting.begin(), waiting.end(), [&](JobIndex x, JobIndex y) {
    return scenario.jobs[x].arrival_s < scenario.jobs[y].arrival_s;
  });
  return waiting;
}

/// The first of the jobs for which a limit of GPUs holds; if there is none, the first.
Obstacle first_limited(const Scenario& scenario, const RunRecord& record,
                       const std::vector<JobIndex>& waiting, const PolicySpec& policy,
                       double min_fraction) {
  const EndState state(scenario, record.end_s);
  const Cluster& cluster = scenario.cluster;
  for (const JobIndex job : waiting) {
    const StagePlan& plan = *scenario.templates->plan(scenario.jobs[job].model);
    const auto limit = uses_one_region(policy)
                           ? limit_in_one_region(cluster, state, plan, min_fraction)
                           : limit_across_regions(cluster, state, plan);
    if (!limit) continue;
    Obstacle obstacle = obstacle_to(scenario, record, job);
    obstacle.limit = limit->limit;
    obstacle.stages = limit->stages;
    obstacle.by_fraction = limit->by_fraction;
    obstacle.slots = limit->slots;
    return obstacle;
  }
  return obstacle_to(scenario, record, waiting.front());
}

}  // namespace

std::optional<Obstacle> find_obstacle(const Scenario& scenario, const RunRecord& record,
                                      const PolicySpec& policy, const PolicyCatalog& catalog) {
  for (JobIndex job; job < scenario.jobs.end_index(); ++job) {
    const JobOutcome& outcome = record.jobs[job.value()];
    if (!outcome.started || outcome.served) continue;
    Obstacle obstacle = obstacle_to(scenario, record, job);
    look_for_dead_link(scenario, record, outcome, obstacle);
    return obstacle;
  }
  const std::vector<JobIndex> waiting = waiting_jobs(scenario, record);
  if (waiting.empty()) return std::nullopt;
  if (!is_own(policy)) {
    Obstacle obstacle = obstacle_to(scenario, record, waiting.front());
    obstacle.limit = Limit::no_decision;
    return obstacle;
  }
  return first_limited(scenario, record, waiting, policy, min_fraction_of(policy, catalog));
}

}  // namespace bacelab
