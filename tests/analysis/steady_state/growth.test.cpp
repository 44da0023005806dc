#include "analysis/steady_state/growth.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <random>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

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
  // The rate is 8 load an hour, of which 8 are served. Intervals of 99.9 %, fixed seeds.
  for (const double load : {1.1, 1.5}) {
    const Estimate growth = growth_estimate(queues(load, 1), 200, 0.999);
    CHECK(growth.interval.value().contains(8.0 * load - 8.0));
    CHECK(growth.interval.value().half_width() < 0.5);
    CHECK(growth.interval.value().lower > 0.0);
  }
}

TEST_CASE("growth: below a load of 1 there is none", "[steady_state][reference]") {
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

TEST_CASE("growth: times that are none are refused", "[steady_state]") {
  CHECK_THROWS_AS(growth_per_hour({{1.0}, {}}, 0), std::invalid_argument);
  CHECK_THROWS_AS(growth_per_hour({{never, 1.0}, {2.0, 3.0}}, 0), std::invalid_argument);
  CHECK_THROWS_AS(growth_per_hour({{2.0, 1.0}, {2.0, 3.0}}, 0), std::invalid_argument);
}

}  // namespace bacelab
