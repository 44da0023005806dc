#include "analysis/steady_state/steady_state.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/statistics/time_series.hpp"
#include "core/errors.hpp"
#include "tests/analysis/statistics/paired_reference.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

constexpr double never = std::numeric_limits<double>::quiet_NaN();

/// A run of the queue M/M/c with mean service 1 h: jobs start in the order of arrival.
JobTimes queue(double load, std::size_t servers, std::size_t jobs, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::exponential_distribution<double> gap(load * static_cast<double>(servers) / 3600.0);
  std::exponential_distribution<double> service(1.0 / 3600.0);
  std::priority_queue<double, std::vector<double>, std::greater<>> free_at;
  for (std::size_t i = 0; i < servers; ++i) free_at.push(0.0);
  JobTimes times;
  double now = 0.0;
  for (std::size_t i = 0; i < jobs; ++i) {
    now += gap(generator);
    const double start = std::max(now, free_at.top());
    free_at.pop();
    times.arrival_s.push_back(now);
    times.finish_s.push_back(start + service(generator));
    free_at.push(times.finish_s.back());
  }
  return times;
}

std::vector<JobTimes> queues(double load, std::uint64_t seed) {
  std::vector<JobTimes> runs;
  for (std::uint64_t i = 0; i < 50; ++i) runs.push_back(queue(load, 8, 1000, seed + i));
  return runs;
}

}  // namespace

TEST_CASE("growth: jobs in the system at the last arrival against the first", "[steady_state]") {
  // In the system: 1 at 0 s, 2 at 3600 s (the first is there until 4000 s), 2 at 7200 s.
  const JobTimes jobs = {{0.0, 3600.0, 7200.0}, {4000.0, 9000.0, 8000.0}};
  CHECK(growth_per_hour(jobs, 0).value() == 0.5);
  CHECK(growth_per_hour(jobs, 1).value() == 0.0);
  // A job that finishes when another arrives has gone.
  CHECK(growth_per_hour({{0.0, 3600.0}, {3600.0, 5000.0}}, 0).value() == 0.0);
  // One that never finishes stays.
  CHECK(growth_per_hour({{0.0, 1800.0}, {never, never}}, 0).value() == 2.0);
}

TEST_CASE("growth: without time between arrivals there is no rate", "[steady_state]") {
  const char* const reason = "too few jobs are left, or all of them arrive at once";
  CHECK(growth_per_hour({{}, {}}, 0).reason() == reason);
  CHECK(growth_per_hour({{1.0, 2.0}, {3.0, 4.0}}, 1).reason() == reason);
  CHECK(growth_per_hour({{1.0, 2.0}, {3.0, 4.0}}, 9).reason() == reason);
  CHECK(growth_per_hour({{0.0, 0.0, 0.0}, {3.0, 4.0, 5.0}}, 0).reason() == reason);
  const std::vector<JobTimes> runs = {{{0.0, 1.0}, {5.0, 6.0}}, {{0.0, 0.0}, {5.0, 6.0}}};
  CHECK(growth_estimate(runs, 0, 0.95).value.reason() == reason);
}

TEST_CASE("growth: beyond a load of 1 the queue M/M/c grows by what is not served",
          "[steady_state][reference]") {
  // The rate is 8 load per hour, of which 8 are served. Intervals of 99.9 %, fixed seeds.
  for (const double load : {1.1, 1.5}) {
    const Estimate growth = growth_estimate(queues(load, 1), 200, 0.999);
    CHECK(growth.interval.value().contains(8.0 * load - 8.0));
    CHECK(growth.interval.value().half_width() < 0.5);
    CHECK(growth.interval.value().lower > 0.0);
  }
}

TEST_CASE("growth: zero below a load of 1", "[steady_state][reference]") {
  const Estimate growth = growth_estimate(queues(0.7, 1), 200, 0.999);
  CHECK(growth.interval.value().contains(0.0));
  CHECK(growth.interval.value().half_width() < 0.1);
}

TEST_CASE("growth: one run has no interval", "[steady_state]") {
  const std::vector<JobTimes> runs = {queue(1.5, 8, 1000, 1)};
  const Estimate growth = growth_estimate(runs, 200, 0.95);
  CHECK(growth.value.has_value());
  CHECK(growth.interval.reason() == "one run shows no spread; two are needed");
}

TEST_CASE("growth: bad times are refused", "[steady_state]") {
  CHECK_THROWS_AS(growth_per_hour({{1.0}, {}}, 0), std::invalid_argument);
  CHECK_THROWS_AS(growth_per_hour({{never, 1.0}, {2.0, 3.0}}, 0), std::invalid_argument);
  CHECK_THROWS_AS(growth_per_hour({{2.0, 1.0}, {2.0, 3.0}}, 0), std::invalid_argument);
}

namespace {

/// 100 observations about `level` after `begin` observations that are far from it.
Observations run(std::size_t begin, double level) {
  Observations values(begin, 1000.0);
  for (int i = 0; i < 100; ++i) values.push_back(level + (i % 2 == 0 ? 1.0 : -1.0));
  return values;
}

}  // namespace

TEST_CASE("steady state: as much is left out as the mean over runs needs", "[steady_state]") {
  const std::vector<Observations> runs = {run(10, 5.0), run(20, 6.0), run(5, 7.0)};
  const SteadyState state = steady_state(runs, std::nullopt, 0.95);
  CHECK(state.runs == 3);
  CHECK(state.mser.value() == 20.0);
  CHECK(state.warmup == 20);
  CHECK(state.mean.value.value() == Approx(6.0).epsilon(0.01));
  CHECK(state.mean.interval.has_value());
  CHECK_FALSE(state.correlation.has_value());
}

TEST_CASE("steady state: noise of single runs does not choose what is left out",
          "[steady_state][reference]") {
  // Each run wanders about its mean, so that MSER-5 finds a beginning in it; the mean of them
  // does not.
  std::vector<Observations> runs;
  double largest = 0.0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    std::mt19937_64 generator(seed);
    std::normal_distribution<double> step;
    Observations& values = runs.emplace_back();
    double value = 5.0 * step(generator);
    for (int i = 0; i < 1000; ++i) {
      value = 0.98 * value + step(generator);
      values.push_back(value);
    }
    const auto alone = mser_warmup(values);
    if (alone.has_value()) largest = std::max(largest, static_cast<double>(alone.value()));
  }
  CHECK(largest > 300.0);
  CHECK(steady_state(runs, std::nullopt, 0.95).mser.value() < 100.0);
}

TEST_CASE("steady state: one run has batch means", "[steady_state][reference]") {
  const auto expected = reference::cases("long_run")[0];
  const std::vector<Observations> runs = {expected.list("series")};
  const SteadyState all = steady_state(runs, 0, 0.95);
  CHECK(all.mean.value.value() == reference::near(expected.number("mean")));
  CHECK(all.correlation.value() == reference::near(expected.number("correlation")));
  CHECK(all.mser.value() == expected.number("warmup"));
  CHECK(steady_state(runs, std::nullopt, 0.95).warmup == expected.count("warmup"));
}

TEST_CASE("steady state: runs that are too short have no warm-up", "[steady_state]") {
  const std::vector<Observations> runs = {run(10, 5.0), {1.0, 2.0}};
  const SteadyState some = steady_state(runs, std::nullopt, 0.95);
  CHECK(some.mser.reason() == "2 observations are too few; 50 are needed");
  CHECK(some.warmup == 0);
  CHECK(some.mean.value.has_value());
  CHECK(steady_state(runs, 2, 0.95).mean.value.reason() == "a run has no more than 2 observations");
  const std::vector<Observations> none = {{1.0, 2.0}};
  const SteadyState state = steady_state(none, std::nullopt, 0.95);
  CHECK(state.warmup == 0);
  CHECK_FALSE(state.mean.value.has_value());
  CHECK_THROWS_AS(steady_state({}, 0, 0.95), std::invalid_argument);
}

TEST_CASE("steady state: job rows are read run by run", "[steady_state]") {
  const sample::ScratchDirectory directory;
  const ResultsDescription study = sample::study_with_jobs();
  RunBlock block = sample::block(study, 0, study.box().worlds());
  block.jobs_of(4 + 1, 1)[0] = std::numeric_limits<double>::quiet_NaN();
  sample::write_file(directory / "a.h5", study, block);
  const ResultsFile file(directory / "a.h5");
  const std::vector<std::size_t> chosen = {0, 1, 3};
  const auto runs = job_columns(file, "jct_s", 1, "lcf", chosen);
  REQUIRE(runs.size() == 3);
  CHECK(runs[0] == Observations{sample::job_value(4, 1, 0, 0), sample::job_value(4, 1, 1, 0)});
  CHECK(std::isnan(runs[1][0]));
  CHECK(runs[1][1] == sample::job_value(5, 1, 1, 0));
  CHECK(runs[2] == Observations{sample::job_value(7, 1, 0, 0), sample::job_value(7, 1, 1, 0)});
  CHECK_THROWS_AS(job_columns(file, "jct", 1, "lcf", chosen), InputError);
  CHECK_THROWS_AS(job_columns(file, "jct_s", 1, "lfc", chosen), InputError);
  sample::write_file(directory / "b.h5", sample::study());
  CHECK_THROWS_WITH(job_columns(ResultsFile(directory / "b.h5"), "jct_s", 0, "lcf", chosen),
                    Catch::Contains("has no rows of jobs"));
}

}  // namespace bacelab
