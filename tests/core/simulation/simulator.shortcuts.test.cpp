#include "core/simulation/simulator.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <limits>
#include <memory>
#include <string>

#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "tests/core/simulation/allocation_count.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/recording_log.hpp"
#include "tests/support/same_record.hpp"

// What a run keeps, skips or shares between threads never shows in its record.

namespace bacelab {
namespace {

using namespace testing;

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

Scenario any_scenario(int most_regions, int most_jobs) {
  RandomScenario wanted;
  wanted.seed = *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>());
  wanted.regions = *rc::gen::inRange(1, most_regions);
  wanted.jobs = *rc::gen::inRange(1, most_jobs);
  wanted.schedule = *rc::gen::element(Schedule::overlapped, Schedule::gpipe, Schedule::one_f_one_b);
  return wanted.make();
}

/// A run under `bace` with another way to search.
RunRecord run_bace(const Scenario& scenario, std::size_t ranked_from, std::size_t parallel_from,
                   int threads) {
  Policy policy = make_policy(named_policy("bace"));
  policy.path_finder = std::make_unique<BandwidthAware>(0.5, ranked_from, parallel_from);
  policy.path_finder->set_threads(threads);
  return Simulator().run(scenario, policy);
}

}  // namespace

TEST_CASE("a run with a log, which searches at every instant, has the record of one without") {
  rc::prop("all policies", [] {
    const Scenario scenario = any_scenario(6, 30);
    const std::string policy = *rc::gen::elementOf(policy_names());
    RecordingLog log;
    RC_ASSERT(same(run(scenario, policy), run(scenario, policy, &log)));
  });
}

TEST_CASE("ranked edges give the record of looking at all edges") {
  rc::prop("up to 40 regions", [] {
    const Scenario scenario = any_scenario(40, 40);
    RC_ASSERT(same(run_bace(scenario, 0, never, 1), run_bace(scenario, never, never, 1)));
  });
}

TEST_CASE("threads that share a search give the record of one thread") {
  rc::prop("up to 40 regions", [] {
    const Scenario scenario = any_scenario(40, 20);
    RC_ASSERT(same(run_bace(scenario, 0, 0, 3), run_bace(scenario, never, never, 1)));
  });
}

TEST_CASE("a simulator that has done a run does it again without an allocation") {
  RandomScenario wanted;
  wanted.seed = 7;
  wanted.regions = 30;
  wanted.jobs = 200;
  const Scenario scenario = wanted.make();
  for (const PolicySpec& spec : named_policies()) {
    if (max_regions_of(spec) > 0) continue;
    CAPTURE(spec.name);
    Policy policy = make_policy(spec);
    Simulator simulator;
    REQUIRE(simulator.run(scenario, policy).counts.starts > 100);
    const std::uint64_t before = allocation_count();
    simulator.run(scenario, policy);
    CHECK(allocation_count() == before);
  }
}

TEST_CASE("the counter of allocations counts") {
  const std::uint64_t before = allocation_count();
  const auto number = std::make_unique<int>(1);
  CHECK(allocation_count() == before + 1);
}

}  // namespace bacelab
