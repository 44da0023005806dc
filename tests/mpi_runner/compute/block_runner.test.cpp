#include "mpi_runner/compute/block_runner.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <cstring>
#include <string>

#include "core/no_value.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/worlds/generate.hpp"
#include "experiments/worlds/world_summary.hpp"
#include "tests/experiments/box/blocks.hpp"
#include "tests/experiments/study/studies.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

RunBlock run_on(const StudyFile& file, int threads, const WorldRange& worlds) {
  return BlockRunner(file, shape_of(file), {.worlds = threads}).run({worlds});
}

}  // namespace

TEST_CASE("block runner: one thread or four, to the last bit", "[compute]") {
  const StudyFile file = lively_study_file();
  RunBlock expected(file.box().all(), shape_of(file));
  std::vector<RunFailure> failures;
  WorldRunner runner(file);
  for (std::size_t world = 0; world < file.box().worlds(); ++world) {
    runner.run(WorldIndex(world), expected, failures);
  }
  for (const int threads : {1, 2, 4}) {
    INFO(threads << " threads");
    CHECK(same_results(run_on(file, threads, file.box().all()), expected));
  }
}

TEST_CASE("block runner: policies that are left out don't run, and the others are the same",
          "[compute]") {
  const StudyFile file = lively_study_file();
  const RunBlock all = run_on(file, 2, {2, 6});
  const RunBlock part = BlockRunner(file, shape_of(file), {.worlds = 2}).run({{2, 6}, {0}});
  for (std::size_t row = 0; row < 6; ++row) {
    CHECK(part.status[part.run_index(row, 0)] == RunStatus::not_run);
    CHECK(part.has_run(row));
    for (std::size_t policy = 1; policy < all.shape.policies; ++policy) {
      CHECK(part.status[part.run_index(row, policy)] == all.status[all.run_index(row, policy)]);
      const auto here = part.metrics_of(row, policy);
      const auto there = all.metrics_of(row, policy);
      CHECK(std::memcmp(here.data(), there.data(), here.size_bytes()) == 0);
    }
  }
}

TEST_CASE("block runner: failures come by world, whatever the threads", "[compute]") {
  const StudyFile file = study_with_hopeless_worlds();
  const RunBlock one = run_on(file, 1, file.box().all());
  const RunBlock four = run_on(file, 4, file.box().all());
  CHECK(same_results(one, four));
  REQUIRE_FALSE(one.failures.empty());
  CHECK(std::is_sorted(
      one.failures.begin(), one.failures.end(),
      [](const RunFailure& a, const RunFailure& b) { return a.replication < b.replication; }));
  CHECK(one.failures == four.failures);
}

TEST_CASE("block runner: a run with infinite numbers has failed, and keeps none", "[compute]") {
  const StudyFile file =
      study_file(hungry_jobs, {"jobs.one_region=redraw_world", "price.usd_per_kwh_low=1e308",
                               "price.usd_per_kwh_high=1e308"});
  const RunBlock block = run_on(file, 1, file.box().all());
  CHECK(std::all_of(block.status.begin(), block.status.end(),
                    [](RunStatus status) { return status == RunStatus::failed; }));
  CHECK(std::all_of(block.metrics.begin(), block.metrics.end(),
                    [](double metric) { return std::isnan(metric); }));
  REQUIRE(block.failures.size() == block.status.size());
  CHECK_THAT(block.failures[0].message, Catch::StartsWith("cost is not a finite number"));
}

TEST_CASE("block runner: how the worlds are cut into blocks doesn't matter", "[compute]") {
  const StudyFile file = lively_study_file();
  const RunBlock whole = run_on(file, 2, file.box().all());
  BlockRunner runner(file, shape_of(file), {.worlds = 2});
  const std::size_t metrics = whole.shape.policies * whole.shape.metrics;
  for (const auto& [first, count] :
       {std::pair<std::size_t, std::size_t>{17, 6}, {0, 17}, {23, 17}}) {
    const RunBlock part = runner.run({{first, count}});
    CHECK(part.worlds == WorldRange{first, count});
    const auto begin = whole.metrics.begin() + static_cast<std::ptrdiff_t>(first * metrics);
    CHECK(same_bits(part.metrics, {begin, begin + static_cast<std::ptrdiff_t>(count * metrics)}));
  }
}

TEST_CASE("block runner: without a stop nothing is left out", "[compute]") {
  const StudyFile file = lively_study_file();
  const StopRequest stop;
  BlockRunner runner(file, shape_of(file), {.worlds = 2});
  CHECK(same_results(runner.run({{3, 8}}, &stop), runner.run({{3, 8}})));
}

TEST_CASE("block runner: worlds that have not begun at a stop are left out", "[compute]") {
  const StudyFile file = study_with_hopeless_worlds();
  const StopRequest stop(std::chrono::duration<double>(0));
  const RunBlock finished =
      BlockRunner(file, shape_of(file), {.worlds = 2}).run({file.box().all()}, &stop);
  CHECK(same_results(finished, RunBlock(file.box().all(), shape_of(file))));
  CHECK(finished.failures.empty());
}

namespace {

/// One world of many jobs.
StudyFile long_study(int jobs) {
  return study_file(hungry_jobs, {"study.replications=1", "jobs.one_region=redraw_world",
                                  "regions.gpus_from=[64]", "jobs.count=" + std::to_string(jobs)});
}

}  // namespace

TEST_CASE("block runner: a world in which a run is stopped is left out, whatever ran before",
          "[compute]") {
  const StudyFile file = long_study(8000);
  WorldRunner runner(file);
  const RunBlock nothing(file.box().all(), shape_of(file));
  for (const int stopping : {1, 10, 20}) {
    RunBlock block = nothing;
    std::vector<RunFailure> failures;
    int asked = 0;
    runner.run(WorldIndex(0), block, failures, [&] { return ++asked == stopping; });
    CHECK(asked == stopping);
    CHECK(block.status == nothing.status);
    CHECK(failures.empty());
  }
  RunBlock whole = nothing;
  std::vector<RunFailure> failures;
  runner.run(WorldIndex(0), whole, failures, [] { return false; });
  CHECK(same_results(whole, run_on(file, 1, file.box().all())));
}

TEST_CASE("block runner: a time limit is kept inside a long world", "[compute]") {
  const StudyFile file = long_study(300'000);
  const StopRequest stop(std::chrono::milliseconds(1));
  const RunBlock block =
      BlockRunner(file, shape_of(file), {.worlds = 1}).run({file.box().all()}, &stop);
  CHECK(std::all_of(block.status.begin(), block.status.end(),
                    [](RunStatus status) { return status == RunStatus::not_run; }));
}

TEST_CASE("block runner: a block without worlds is empty", "[compute]") {
  const StudyFile file = lively_study_file();
  const RunBlock none = run_on(file, 2, {5, 0});
  CHECK(none.worlds == WorldRange{5, 0});
  CHECK(none.metrics.empty());
  CHECK(none.failures.empty());
}

namespace {

/// The worlds of a study run one by one from its parts, each with its own simulator.
RunBlock run_by_hand(const StudyFile& file) {
  RunBlock block(file.box().all(), shape_of(file));
  for (std::size_t world = 0; world < file.box().worlds(); ++world) {
    const auto [point, replication] = file.box().place(WorldIndex(world));
    const Study study = file.at(point.value());
    const GeneratedWorld drawn =
        generate_world(study.world, world_id(study, point.value(), replication.value()));
    block.redraws[world] = drawn.redraws;
    summarise_world(study.world, drawn, block.summaries_of(world));
    for (std::size_t i = 0; i < study.policies.size(); ++i) {
      Simulator simulator;
      Policy policy = make_policy(study.policies[i]);
      const RunRecord& record = simulator.run(drawn.scenario, policy);
      RunSummary summary;
      summarise(drawn.scenario, record, summary);
      bool done = true;
      for (const JobOutcome& job : record.jobs) done = done && job.served;
      block.status[block.run_index(world, i)] = done ? RunStatus::done : RunStatus::stuck;
      std::size_t metric = 0;
      for (const MetricInfo& info : metric_registry()) {
        block.metrics_of(world, i)[metric++] = info.value(summary);
      }
      if (block.shape.jobs_per_run == 0) continue;
      std::size_t value = 0;
      const auto rows = block.jobs_of(world, i);
      for (const JobOutcome& job : record.jobs) {
        for (const JobColumnInfo& column : job_column_registry()) rows[value++] = column.value(job);
        for (RegionIndex region; region.value() < file.regions().size(); ++region) {
          double stages = 0.0;
          for (const PathStep& step : record.path_of(job)) {
            if (step.region == region) stages = step.stages;
          }
          rows[value++] = job.started ? stages : no_value;
        }
      }
    }
  }
  return block;
}

/// What the worlds leave behind, run in any order.
struct Outcome {
  RunBlock block;
  std::vector<RunFailure> failures;
};

Outcome run_all(const StudyFile& file, std::size_t stride = 1) {
  Outcome outcome = {RunBlock(file.box().all(), shape_of(file)), {}};
  WorldRunner runner(file);
  for (std::size_t i = 0; i < file.box().worlds(); ++i) {
    runner.run(WorldIndex(i * stride % file.box().worlds()), outcome.block, outcome.failures);
  }
  return outcome;
}

bool all_nan(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double x) { return std::isnan(x); });
}

int smallest_total(const StudyFile& file, std::size_t world) {
  const Study study = file.at(0);
  WorldModel model = study.world;
  model.jobs.one_region = OneRegionRule::any;
  return generate_world(model, world_id(study, 0, world)).scenario.cluster.total_gpus();
}

}  // namespace

TEST_CASE("world runner: what the parts give by hand, to the last bit", "[compute]") {
  const StudyFile file = lively_study_file();
  const Outcome outcome = run_all(file);
  CHECK(outcome.failures.empty());
  CHECK(same_results(outcome.block, run_by_hand(file)));
  for (const double wall : outcome.block.wall_s) CHECK(wall > 0.0);
}

TEST_CASE("world runner: what ran before in the same memory doesn't matter", "[compute]") {
  const StudyFile file = lively_study_file();
  REQUIRE(file.box().worlds() == 40);
  // 13 has no divisor in common with 40: each world once, the points in turn.
  CHECK(same_results(run_all(file, 13).block, run_all(file).block));
}

TEST_CASE("world runner: a block begins where it says", "[compute]") {
  const StudyFile file = lively_study_file();
  RunBlock last({37, 3}, shape_of(file));
  std::vector<RunFailure> failures;
  WorldRunner runner(file);
  for (std::size_t world = 37; world < 40; ++world) runner.run(WorldIndex(world), last, failures);
  Outcome all = run_all(file);
  for (std::size_t policy = 0; policy < 3; ++policy) {
    const auto expected = all.block.metrics_of(39, policy);
    const auto found = last.metrics_of(2, policy);
    CHECK(same_bits({found.begin(), found.end()}, {expected.begin(), expected.end()}));
  }
}

TEST_CASE("world runner: job rows, as many as there are jobs at the point", "[compute]") {
  const StudyFile file = lively_study_file();
  RunBlock block = run_all(file).block;
  REQUIRE(block.shape.jobs_per_run == 6);
  const std::size_t columns = job_column_registry().size() + file.regions().size();
  // Points are (scale 0.1, 3 jobs), (0.1, 6), (1, 3), (1, 6).
  for (std::size_t policy = 0; policy < 3; ++policy) {
    const auto three = block.jobs_of(0, policy);
    CHECK_FALSE(all_nan(three.first(3 * columns)));
    CHECK(all_nan(three.subspan(3 * columns)));
    const auto six = block.jobs_of(10, policy);
    for (std::size_t job = 0; job < 6; ++job) {
      CHECK_FALSE(std::isnan(six[job * columns]));
    }
  }
}

TEST_CASE("world runner: a world that can't be drawn has failed, the others go on", "[compute]") {
  const StudyFile file = study_with_hopeless_worlds();
  Outcome outcome = run_all(file);
  std::size_t hopeless = 0;
  for (std::size_t world = 0; world < file.box().worlds(); ++world) {
    INFO("world " << world);
    const bool failed = smallest_total(file, world) == 16;
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const std::size_t run = outcome.block.run_index(world, policy);
      CHECK(outcome.block.status[run] == (failed ? RunStatus::failed : RunStatus::done));
      CHECK(std::isnan(outcome.block.wall_s[run]) == failed);
      CHECK(all_nan(outcome.block.metrics_of(world, policy)) == failed);
    }
    if (!failed) continue;
    REQUIRE(hopeless < outcome.failures.size());
    const RunFailure& failure = outcome.failures[hopeless++];
    CHECK(failure.point == 0);
    CHECK(failure.replication == world);
    CHECK(failure.policy.empty());
    CHECK_THAT(failure.message, Catch::Contains("every job fits into one region"));
  }
  CHECK(hopeless > 0);
  CHECK(hopeless < file.box().worlds());
  CHECK(outcome.failures.size() == hopeless);
}

TEST_CASE("world runner: a run that leaves jobs is stuck, under its policy alone", "[compute]") {
  const StudyFile file = study_with_stuck_runs();
  const Outcome outcome = run_all(file);
  std::size_t stuck = 0;
  for (std::size_t world = 0; world < file.box().worlds(); ++world) {
    INFO("world " << world);
    const bool no_room = smallest_total(file, world) == 16;
    CHECK(outcome.block.status[outcome.block.run_index(world, 0)] == RunStatus::done);
    CHECK(outcome.block.status[outcome.block.run_index(world, 1)] ==
          (no_room ? RunStatus::stuck : RunStatus::done));
    if (no_room) ++stuck;
  }
  CHECK(stuck > 0);
  CHECK(outcome.failures.empty());
}

}  // namespace bacelab
