// What holds in every run, whatever the scenario and the policy; simulator.test.cpp has runs that
// are worked out by hand.
#include "core/simulation/simulator.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "core/simulation/metrics.hpp"
#include "tests/support/any_run.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/recording_log.hpp"
#include "tests/support/replay.hpp"
#include "tests/support/same_record.hpp"

namespace bacelab {
namespace {

using namespace testing;

bool close(double value, double expected, double scale) {
  return std::abs(value - expected) <= 1e-9 * scale;
}

void check_against_replay(const Scenario& scenario, const RunRecord& record) {
  const Replay replay(scenario, record);
  double in_system = 0.0;
  double held = 0.0;
  bool all_served = true;
  for (std::size_t i = 0; i < record.jobs.size(); ++i) {
    const JobOutcome& job = record.jobs[i];
    const double wanted = scenario.jobs[JobIndex(i)].iterations;
    RC_LOG() << "job " << i << ": " << replay.progress[i] << " of " << wanted << "\n";
    if (job.served) {
      RC_ASSERT(close(replay.progress[i], wanted, wanted + job.finish_s));
    } else {
      RC_ASSERT(replay.progress[i] < wanted);
      all_served = false;
    }
    const double highest_price = 3.0;
    RC_ASSERT(close(job.energy_kwh, replay.energy_kwh[i], replay.energy_kwh[i] + 1.0));
    RC_ASSERT(close(job.cost_usd, replay.cost_usd[i], replay.energy_kwh[i] * highest_price + 1.0));
    const Template& model = (*scenario.templates)[scenario.jobs[JobIndex(i)].model];
    const double bytes = job.started ? 2.0 * model.micro_batches * boundary_bytes(model) *
                                           replay.progress[i] * (job.regions - 1)
                                     : 0.0;
    RC_ASSERT(close(job.egress_bytes, bytes, bytes + 1.0 + record.end_s * 100));
    const double until = job.served ? job.finish_s : record.end_s;
    in_system += until - job.arrival_s;
    if (job.started) held += job.stages * (until - job.start_s);
  }
  RC_ASSERT(!replay.gpus_overbooked);
  RC_ASSERT(replay.worst_overload <= 1e-12);
  RC_ASSERT(close(replay.jobs_in_system_integral_s, in_system, in_system + 1.0));
  RC_ASSERT(close(replay.gpu_seconds, held, held + 1.0));
  if (!all_served) return;
  RC_ASSERT(
      close(record.utilisation_integral_s, replay.utilisation_integral_s, record.end_s + 1.0));
}

}  // namespace

TEST_CASE("what a run says of its jobs follows from where it placed them") {
  rc::prop("progress, money, energy, GPUs, bandwidth, utilisation, Little's law", [] {
    const Scenario scenario = any_scenario().make();
    for (const std::string& policy : policy_names()) {
      RC_LOG() << policy << "\n";
      check_against_replay(scenario, run(scenario, policy));
    }
  });
}

TEST_CASE("every job is started at most once and goes through its states in order") {
  rc::prop("states", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    RecordingLog log;
    const RunRecord record = run(scenario, policy, &log);
    std::map<std::int64_t, int> starts;
    for (const RecordingLog::Start& start : log.starts) {
      ++starts[start.id];
      const JobOutcome& job = record.jobs[static_cast<std::size_t>(start.id)];
      RC_ASSERT(job.start_s == start.now_s);
      RC_ASSERT(start.placement.option->stages == job.stages);
    }
    RC_ASSERT(record.counts.starts == log.starts.size());
    for (std::size_t i = 0; i < record.jobs.size(); ++i) {
      const JobOutcome& job = record.jobs[i];
      RC_ASSERT(job.id == scenario.jobs[JobIndex(i)].id);
      RC_ASSERT(starts[job.id] == (job.started ? 1 : 0));
      RC_ASSERT(!job.served || job.started);
      RC_ASSERT(close(job.arrival_s, scenario.jobs[JobIndex(i)].arrival_s, job.arrival_s));
      if (job.started) RC_ASSERT(job.start_s >= job.arrival_s);
      if (job.served) {
        RC_ASSERT(job.finish_s > job.start_s);
        RC_ASSERT(job.finish_s <= record.end_s);
      }
    }
  });
}

TEST_CASE("a placement is a linked path of regions with one stage or more in each") {
  rc::prop("placements", [] {
    const Scenario scenario = any_scenario().make();
    const RunRecord record = run(scenario, any_policy());
    for (std::size_t i = 0; i < record.jobs.size(); ++i) {
      const JobOutcome& job = record.jobs[i];
      if (!job.started) continue;
      const StagePlan& plan = *scenario.templates->plan(scenario.jobs[JobIndex(i)].model);
      RC_ASSERT(plan.largest_within(job.stages)->stages == job.stages);
      const auto path = record.path_of(job);
      std::set<RegionIndex> seen;
      int sum = 0;
      for (std::size_t s = 0; s < path.size(); ++s) {
        RC_ASSERT(path[s].stages >= 1);
        RC_ASSERT(seen.insert(path[s].region).second);
        sum += path[s].stages;
        if (s == 0) continue;
        RC_ASSERT(scenario.cluster.topology()
                      .link_between(path[s - 1].region, path[s].region)
                      .has_value());
      }
      RC_ASSERT(sum == job.stages);
    }
  });
}

TEST_CASE("the queue holds those who have arrived and not started, in the order of the policy") {
  rc::prop("queue", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    RecordingLog log;
    const RunRecord record = run(scenario, policy, &log);
    std::set<std::int64_t> started;
    std::size_t round = 0;
    for (const std::string& event : log.events) {
      if (event.starts_with("start ")) started.insert(std::stoll(event.substr(6)));
      if (event != "order") continue;
      const RecordingLog::Round& now = log.rounds.at(round++);
      std::set<std::int64_t> expected;
      for (const JobOutcome& job : record.jobs) {
        if (job.arrival_s <= now.now_s && !started.contains(job.id)) expected.insert(job.id);
      }
      RC_ASSERT(std::set<std::int64_t>(now.ids.begin(), now.ids.end()) == expected);
      RC_ASSERT(now.ids.size() == expected.size());
      RC_ASSERT(std::ranges::is_sorted(now.scores));
    }
  });
}

TEST_CASE("a blocking first-come-first-served policy starts jobs in order of arrival") {
  rc::prop("order of starts", [] {
    const Scenario scenario = any_scenario().make();
    const auto policy =
        *rc::gen::element<std::string>("lcf", "ldf", "cr_lcf", "cr_ldf", "bace_no_priority");
    RecordingLog log;
    const RunRecord record = run(scenario, policy, &log);
    RC_ASSERT(record.counts.starts_out_of_order == 0U);
    for (std::size_t i = 1; i < log.starts.size(); ++i) {
      RC_ASSERT(log.starts[i - 1].id < log.starts[i].id);  // ids ascend with arrivals here
    }
  });
}

TEST_CASE("a simulator that has run before gives the same record, bit for bit") {
  rc::prop("reuse", [] {
    const Scenario first = any_scenario().make();
    const Scenario second = any_scenario().make();
    const std::string policy = any_policy();
    Policy reused_policy = make_policy(named_policy(policy));
    Simulator reused;
    reused.run(second, reused_policy);
    const RunRecord once = reused.run(first, reused_policy);
    const RunRecord other = reused.run(second, reused_policy);
    const RunRecord twice = reused.run(first, reused_policy);
    RC_ASSERT(same(once, run(first, policy)));
    RC_ASSERT(same(twice, once));
    RC_ASSERT(same(other, run(second, policy)));
  });
}

TEST_CASE("a log changes nothing") {
  rc::prop("log", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    RecordingLog log;
    RC_ASSERT(same(run(scenario, policy, &log), run(scenario, policy)));
  });
}

TEST_CASE("policies that share a scenario give equal results in any order") {
  rc::prop("order of policies", [] {
    const RandomScenario wanted = any_scenario();
    const Scenario shared = wanted.make();
    std::map<std::string, RunRecord> forward;
    for (const std::string& name : policy_names()) forward[name] = run(shared, name);
    Simulator simulator;
    const Scenario fresh = wanted.make();
    auto names = policy_names();
    std::ranges::reverse(names);
    for (const std::string& name : names) {
      Policy policy = make_policy(named_policy(name));
      RC_ASSERT(same(simulator.run(fresh, policy), forward[name]));
    }
  });
}

TEST_CASE("a job alone in a constant world runs for its iterations times T") {
  rc::prop("alone", [] {
    RandomScenario wanted = any_scenario();
    wanted.jobs = 1;
    wanted.changing = false;
    const Scenario scenario = wanted.make();
    const RunRecord record = run(scenario, any_policy());
    const JobOutcome& job = record.jobs[0];
    RC_PRE(job.served);
    const StagePlan& plan = *scenario.templates->plan(scenario.jobs[JobIndex(0)].model);
    const StageOption& option = *plan.largest_within(job.stages);
    std::vector<StageGroup> groups;
    std::vector<Boundary> boundaries;
    const auto path = record.path_of(job);
    for (std::size_t i = 0; i < path.size(); ++i) {
      groups.push_back({path[i].stages, option.stage_time_s});
      if (i == 0) continue;
      const auto index =
          scenario.cluster.topology().link_between(path[i - 1].region, path[i].region);
      const Link& link = scenario.cluster.links()[*index];
      double share = link.bandwidth.value(0);
      if (demand_caps_share(scenario.pipeline.schedule)) {
        share = std::min(share, option.demand_bit_per_s);
      }
      boundaries.push_back({8.0 * plan.boundary_bytes() / share, link.delay_s});
    }
    const double T = iteration_time(scenario.pipeline, groups, boundaries, plan.micro_batches());
    const double expected = job.start_s + scenario.jobs[JobIndex(0)].iterations * T;
    RC_ASSERT(close(job.finish_s, expected, expected));
  });
}

TEST_CASE("metrics agree with the outcomes and with each other") {
  rc::prop("metrics", [] {
    RandomScenario wanted = any_scenario();
    Scenario scenario = wanted.make();
    scenario.warmup_jobs = 0;
    const RunRecord record = run(scenario, any_policy());
    RunSummary summary;
    summarise(scenario, record, summary);
    std::map<std::string_view, double> metric;
    for (const MetricInfo& info : metric_registry()) metric[info.name] = info.value(summary);
    const auto jobs = static_cast<double>(record.jobs.size());
    const double served = jobs - metric["unserved_jobs"];
    RC_PRE(served == jobs);
    const Replay replay(scenario, record);
    // Little: the time average of the number in system is throughput times mean JCT.
    const double little = metric["jct_mean"] * jobs;
    RC_ASSERT(close(little, replay.jobs_in_system_integral_s, little));
    RC_ASSERT(metric["jct_median"] <= metric["jct_p95"]);
    RC_ASSERT(metric["jct_p95"] <= metric["jct_p99"]);
    RC_ASSERT(metric["jct_p99"] <= metric["jct_max"]);
    RC_ASSERT(metric["wait_mean"] <= metric["jct_mean"]);
    RC_ASSERT(metric["gpu_utilisation"] > 0.0);
    RC_ASSERT(metric["gpu_utilisation"] <= 1.0 + 1e-12);
    RC_ASSERT(metric["network_utilisation"] >= 0.0);
    RC_ASSERT(metric["network_utilisation"] <= 1.0 + 1e-12);
    RC_ASSERT(metric["slowdown_mean"] >= 1.0 - 1e-9);
    RC_ASSERT(close(metric["gpu_utilisation"],
                    replay.gpu_seconds / scenario.cluster.total_gpus() / metric["makespan"], 1.0));
    RC_ASSERT(metric["stalled_fraction"] >= 0.0);
    RC_ASSERT(metric["stalled_fraction"] < 1.0);
  });
}

}  // namespace bacelab
