#include "core/simulation/metrics.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "tests/support/draws.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using Columns = std::map<std::string, double, std::less<>>;

Columns columns_of(const JobOutcome& job) {
  Columns result;
  for (const JobColumnInfo& info : job_column_registry()) {
    result.emplace(info.name, info.value(job));
  }
  return result;
}

JobOutcome outcome() {
  JobOutcome job;
  job.id = 3;
  job.started = true;
  job.served = true;
  job.arrival_s = 2.0;
  job.start_s = 5.0;
  job.finish_s = 12.0;
  job.ideal_s = 4.0;
  job.stages = 6;
  job.gpus = 12;
  job.regions = 2;
  job.energy_kwh = 42.0;
  job.cost_usd = -8.0;
  job.egress_bytes = 1e3;
  job.egress_usd = 0.25;
  job.stalled_fraction = 0.125;
  return job;
}

}  // namespace

TEST_CASE("the columns of a served job") {
  const Columns column = columns_of(outcome());
  const Columns expected = {{"arrival", 2.0},      {"start", 5.0},
                            {"finish", 12.0},      {"jct", 10.0},
                            {"wait", 3.0},         {"slowdown", 2.5},
                            {"stages", 6.0},       {"regions", 2.0},
                            {"energy", 42.0},      {"cost", -8.0},
                            {"egress_bytes", 1e3}, {"egress_cost", 0.25},
                            {"cost_total", -7.75}, {"stalled_fraction", 0.125}};
  for (const auto& [name, value] : expected) {
    INFO(name);
    CHECK(column.at(name) == value);
  }
}

TEST_CASE("a job that still runs has a start and no finish") {
  JobOutcome job = outcome();
  job.served = false;
  const Columns column = columns_of(job);
  for (const char* name : {"finish", "jct", "slowdown", "stalled_fraction"}) {
    INFO(name);
    CHECK(std::isnan(column.at(name)));
  }
  CHECK(column.at("wait") == 3.0);
  CHECK(column.at("stages") == 6.0);
  CHECK(column.at("cost") == -8.0);
}

TEST_CASE("a job that never started has an arrival, and cost nothing") {
  JobOutcome job;
  job.arrival_s = 2.0;
  const Columns column = columns_of(job);
  for (const char* name :
       {"start", "finish", "jct", "wait", "slowdown", "stages", "regions", "stalled_fraction"}) {
    INFO(name);
    CHECK(std::isnan(column.at(name)));
  }
  CHECK(column.at("arrival") == 2.0);
  CHECK(column.at("cost") == 0.0);
  CHECK(column.at("energy") == 0.0);
  CHECK(column.at("egress_bytes") == 0.0);
}

namespace {

using namespace testing;
using Metrics = std::map<std::string, double, std::less<>>;

Metrics metrics_of(const Scenario& scenario, const RunRecord& record) {
  RunSummary summary;
  summarise(scenario, record, summary);
  Metrics result;
  for (const MetricInfo& info : metric_registry()) {
    result[std::string(info.name)] = info.value(summary);
  }
  return result;
}

/// 10 GPUs; what a metric needs of a scenario besides the record.
Scenario ten_gpus(std::size_t warmup = 0) {
  World world;
  world.model(one_stage_template()).region(6, 1.0).region(4, 1.0).warmup(warmup);
  return world.build();
}

JobOutcome served(std::int64_t id, double arrival_s, double start_s, double finish_s,
                  double ideal_s, int stages) {
  JobOutcome job;
  job.id = id;
  job.started = true;
  job.served = true;
  job.arrival_s = arrival_s;
  job.start_s = start_s;
  job.finish_s = finish_s;
  job.ideal_s = ideal_s;
  job.stages = job.gpus = stages;
  return job;
}

/// JCT 11, 4, 16; waits 1, 0, 6; slowdown 2.2, 1, 3.2. Job 1 arrives first.
RunRecord record_of_three_jobs() {
  RunRecord record;
  record.jobs = {served(0, 2.0, 3.0, 13.0, 5.0, 2), served(1, 1.0, 1.0, 5.0, 4.0, 3),
                 served(2, 5.0, 11.0, 21.0, 5.0, 4)};
  record.jobs[0].cost_usd = 4.0;
  record.jobs[1].cost_usd = -1.0;
  record.jobs[2].cost_usd = 2.5;
  record.jobs[0].energy_kwh = 20.0;
  record.jobs[1].energy_kwh = 12.0;
  record.jobs[2].energy_kwh = 40.0;
  record.jobs[2].egress_usd = 0.75;
  record.jobs[0].egress_usd = 0.5;
  record.jobs[0].stalled_fraction = 0.25;
  record.jobs[2].stalled_fraction = 0.5;
  record.end_s = 21.0;
  record.utilisation_integral_s = 5.0;
  record.blocked_job_seconds = 7.5;
  record.counts = {.passes = 6,
                   .searches = 8,
                   .searches_refusing = 2,
                   .starts = 5,
                   .starts_out_of_order = 1,
                   .starts_cross = 4,
                   .starts_reallocated = 3};
  return record;
}

}  // namespace

TEST_CASE("the metrics of a run made by hand") {
  const Metrics metric = metrics_of(ten_gpus(), record_of_three_jobs());
  CHECK(metric.at("jct_mean") == Approx(31.0 / 3).epsilon(1e-15));
  CHECK(metric.at("jct_median") == 11.0);
  CHECK(metric.at("jct_p95") == Approx(15.5).epsilon(1e-15));  // 11 + 0.9 * 5
  CHECK(metric.at("jct_p99") == Approx(15.9).epsilon(1e-15));
  CHECK(metric.at("jct_max") == 16.0);
  CHECK(metric.at("wait_mean") == Approx(7.0 / 3).epsilon(1e-15));
  CHECK(metric.at("slowdown_mean") == Approx(6.4 / 3).epsilon(1e-15));
  CHECK(metric.at("makespan") == 20.0);
  CHECK(metric.at("cost") == 5.5);
  CHECK(metric.at("energy") == 72.0);
  CHECK(metric.at("egress_cost") == 1.25);
  CHECK(metric.at("cost_total") == 6.75);
  CHECK(metric.at("gpu_utilisation") == 0.36);  // (2*10 + 3*4 + 4*10) / (10 * 20)
  CHECK(metric.at("network_utilisation") == 0.25);
  CHECK(metric.at("cross_region_jobs") == 4.0);
  CHECK(metric.at("stalled_fraction") == 0.25);
  CHECK(metric.at("head_of_line_blocked") == 7.5);
  CHECK(metric.at("unserved_jobs") == 0.0);
  CHECK(metric.at("scheduling_passes") == 6.0);
  CHECK(metric.at("beyond_horizon") == 0.0);
  CHECK(metric.at("edges_refused_share") == 0.25);
  CHECK(metric.at("out_of_order_share") == 0.2);
  CHECK(metric.at("reallocated_share") == 0.75);
}

TEST_CASE(
    "the warm-up leaves the first arrivals out of the job statistics, not out of the totals") {
  const Metrics metric = metrics_of(ten_gpus(1), record_of_three_jobs());
  CHECK(metric.at("jct_mean") == 13.5);  // without job 1
  CHECK(metric.at("wait_mean") == 3.5);
  CHECK(metric.at("slowdown_mean") == 2.7);
  CHECK(metric.at("stalled_fraction") == 0.375);
  CHECK(metric.at("jct_max") == 16.0);
  CHECK(metric.at("cost") == 5.5);
  CHECK(metric.at("makespan") == 20.0);
  CHECK(metric.at("gpu_utilisation") == 0.36);
  const Metrics last = metrics_of(ten_gpus(2), record_of_three_jobs());
  CHECK(last.at("jct_mean") == 16.0);
  for (const std::size_t all : {3U, 99U}) {
    CHECK(std::isnan(metrics_of(ten_gpus(all), record_of_three_jobs()).at("jct_mean")));
  }
}

TEST_CASE("equal arrivals warm up in order of id") {
  RunRecord record = record_of_three_jobs();
  for (JobOutcome& job : record.jobs) job.arrival_s = 1.0;
  CHECK(metrics_of(ten_gpus(2), record).at("jct_mean") == 20.0);  // job 2 is left
}

TEST_CASE("unserved jobs count in the totals and not in the job statistics") {
  RunRecord record = record_of_three_jobs();
  record.jobs[2].served = false;  // started at 11, runs still
  JobOutcome waiting;
  waiting.id = 3;
  waiting.arrival_s = 6.0;
  record.jobs.push_back(waiting);
  record.end_s = 40.0;
  const Metrics metric = metrics_of(ten_gpus(), record);
  CHECK(metric.at("unserved_jobs") == 2.0);
  CHECK(metric.at("jct_mean") == 7.5);
  CHECK(metric.at("wait_mean") == Approx(7.0 / 3).epsilon(1e-15));  // of all that started
  CHECK(metric.at("makespan") == 12.0);                             // 1 to 13
  // Job 2 counts as far as the makespan goes: (2*10 + 3*4 + 4*2) / (10 * 12).
  CHECK(metric.at("gpu_utilisation") == Approx(1.0 / 3).epsilon(1e-15));
  CHECK(metric.at("cost") == 5.5);
  CHECK(metric.at("energy") == 72.0);
}

TEST_CASE("a job that starts after the last finish holds nothing within the makespan") {
  RunRecord record = record_of_three_jobs();
  record.jobs[2].served = false;
  record.jobs[2].start_s = 14.0;
  record.end_s = 40.0;
  // (2*10 + 3*4) / (10 * 12)
  CHECK(metrics_of(ten_gpus(), record).at("gpu_utilisation") ==
        Approx(32.0 / 120.0).epsilon(1e-15));
}

TEST_CASE("time beyond the horizon") {
  Scenario scenario = ten_gpus();
  scenario.horizon_s = 15.0;
  CHECK(metrics_of(scenario, record_of_three_jobs()).at("beyond_horizon") == 6.0);
  scenario.horizon_s = 21.0;
  CHECK(metrics_of(scenario, record_of_three_jobs()).at("beyond_horizon") == 0.0);
  scenario.horizon_s = 100.0;
  CHECK(metrics_of(scenario, record_of_three_jobs()).at("beyond_horizon") == 0.0);
}

TEST_CASE("a run without jobs has no means and no makespan, and zero of everything else") {
  const Metrics metric = metrics_of(ten_gpus(), RunRecord{});
  for (const char* name :
       {"jct_mean", "jct_median", "jct_p95", "jct_p99", "jct_max", "wait_mean", "slowdown_mean",
        "makespan", "gpu_utilisation", "network_utilisation", "stalled_fraction"}) {
    INFO(name);
    CHECK(std::isnan(metric.at(name)));
  }
  for (const char* name :
       {"cost", "energy", "egress_cost", "cost_total", "cross_region_jobs", "unserved_jobs",
        "head_of_line_blocked", "scheduling_passes", "beyond_horizon", "edges_refused_share",
        "out_of_order_share", "reallocated_share"}) {
    INFO(name);
    CHECK(metric.at(name) == 0.0);
  }
}

TEST_CASE("a run in which no job finishes has no makespan") {
  RunRecord record = record_of_three_jobs();
  for (JobOutcome& job : record.jobs) job.served = false;
  const Metrics metric = metrics_of(ten_gpus(), record);
  CHECK(std::isnan(metric.at("makespan")));
  CHECK(std::isnan(metric.at("gpu_utilisation")));
  CHECK(metric.at("unserved_jobs") == 3.0);
}

TEST_CASE("network utilisation is averaged over the makespan") {
  // One job from 10 to 20 with d = 8 of 32 bit/s: a quarter.
  World world;
  world.model(unit_template(4, 5, 4)).region(3, 1.0).region(1, 1.0).link(0, 1, 32.0);
  const Scenario scenario = world.job(10.0, 1.0).build();
  const Metrics metric = metrics_of(scenario, run(scenario, "cr_ldf"));
  CHECK(metric.at("makespan") == 10.0);
  CHECK(metric.at("network_utilisation") == 0.25);
  CHECK(metric.at("gpu_utilisation") == 1.0);
}

namespace {

template <class Info>
void check_documented(const Registry<Info>& registry) {
  for (const Info& info : registry) {
    CAPTURE(info.name);
    CHECK_FALSE(info.units.empty());
    CHECK_FALSE(info.long_name.empty());
  }
}

}  // namespace

TEST_CASE("every metric and every column of jobs has a unit and a long name") {
  check_documented(metric_registry());
  check_documented(job_column_registry());
}

TEST_CASE("every metric of a run in which all jobs are served is a number") {
  for (const auto& [name, value] : metrics_of(ten_gpus(), record_of_three_jobs())) {
    CAPTURE(name);
    CHECK(std::isfinite(value));
  }
}

TEST_CASE("every metric of a run without jobs is zero or has no value") {
  for (const auto& [name, value] : metrics_of(ten_gpus(), RunRecord{})) {
    CAPTURE(name, value);
    CHECK((value == 0.0 || std::isnan(value)));
  }
}

TEST_CASE("every column of a served job is a number") {
  for (const auto& [name, value] : columns_of(outcome())) {
    CAPTURE(name);
    CHECK(std::isfinite(value));
  }
}

TEST_CASE("every metric that is a quantile is that of all completion times, sorted") {
  Draws draws(1);
  for (int run = 0; run < 200; ++run) {
    CAPTURE(run);
    RunRecord record;
    std::vector<double> jct_s;
    for (int id = 0; id < 200; ++id) {
      jct_s.push_back(draws.chance(0.2) ? draws.between(1, 9) : draws.exponential(5.0));
      record.jobs.push_back(served(id, 0.0, 0.0, jct_s.back(), 1.0, 1));
    }
    const Metrics metric = metrics_of(ten_gpus(), record);
    std::sort(jct_s.begin(), jct_s.end());
    for (const MetricInfo& info : metric_registry()) {
      const auto* quantile = std::get_if<JctQuantile>(&info.source);
      if (quantile == nullptr) continue;
      CAPTURE(info.name);
      const double rank = quantile->probability * static_cast<double>(jct_s.size() - 1);
      const auto below = static_cast<std::size_t>(rank);
      const auto above = std::min(below + 1, jct_s.size() - 1);
      const double part = rank - static_cast<double>(below);
      CHECK(metric.at(std::string(info.name)) ==
            jct_s[below] + part * (jct_s[above] - jct_s[below]));
    }
  }
}

}  // namespace bacelab
