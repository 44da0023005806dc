// What happens at one instant, in which order, and who has to wait (by_hand.hpp).
#include <catch2/catch.hpp>
#include <limits>

#include "core/simulation/simulator.hpp"
#include "tests/core/simulation/by_hand.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using namespace testing;

}  // namespace

// ---- instants ----

TEST_CASE("a finish frees its GPUs for a job that arrives at the same time") {
  const RunRecord record = run(one_region(4).job(0.0, 10.0).job(80.0, 1.0).build(), "lcf");
  check(record, 1, {{0}, {4}, 80.0, 88.0, 32.0});
  CHECK(record.counts.passes == 2);
}

TEST_CASE("an arrival sees the environment of its own instant") {
  World world;
  world.model(unit_template(4, 5)).region(4, steps({{0.0, 1.0}, {7.0, 3.0}}));
  world.region(4, 2.0).job(7.0, 1.0);
  CHECK(run(world.build(), "lcf").steps.at(0).region == region(1));
}

TEST_CASE("events within a relative 1e-11 belong to one instant and take its time") {
  const double t = 1000.0;
  SECTION("within") {
    const Scenario scenario = one_region(4).job(t * (1 + 5e-12), 1.0).job(t, 1.0).build();
    const RunRecord record = run(scenario, "lcf");
    CHECK(record.jobs[0].arrival_s == t);
    CHECK(record.jobs[0].start_s == t);  // both arrive at t: in order of id
    CHECK(record.jobs[1].start_s == t + 8.0);
  }
  SECTION("beyond") {
    const Scenario scenario = one_region(4).job(t * (1 + 2e-11), 1.0).job(t, 1.0).build();
    const RunRecord record = run(scenario, "lcf");
    CHECK(record.jobs[0].arrival_s == t * (1 + 2e-11));
    CHECK(record.jobs[1].start_s == t);
    CHECK(record.jobs[0].start_s == t + 8.0);
  }
}

TEST_CASE("at the end of all doubles a job is still started before it finishes") {
  const double last = std::numeric_limits<double>::max();
  const RunRecord record = run(one_region(4).job(0.0, 1.0).job(last, 1.0).build(), "lcf");
  CHECK(record.jobs[0].finish_s == 8.0);
  CHECK(record.jobs[1].start_s == last);
  CHECK(record.jobs[1].finish_s == last);
}

TEST_CASE("jobs of one instant queue in order of id") {
  const RunRecord record =
      run(one_region(4).job(0.0, 3.0).job(0.0, 2.0).job(0.0, 1.0).build(), "lcf");
  CHECK(record.jobs[0].start_s == 0.0);
  CHECK(record.jobs[1].start_s == 24.0);
  CHECK(record.jobs[2].start_s == 40.0);
  CHECK(record.jobs[2].finish_s == 48.0);
}

// ---- queues ----

TEST_CASE("a blocking policy holds back what it could place, and counts it") {
  // 5 GPUs; job 0 takes 4 until 80 (E and all: T = 8). Job 1 needs 4; job 2 (template 1) needs 1
  // and could run from its arrival at 10.
  World world;
  world.model(unit_template(4, 5, 4)).model(one_stage_template()).region(5, 1.0);
  world.job(0.0, 10.0, 0).job(4.0, 1.0, 0).job(10.0, 3.0, 1);
  const Scenario scenario = world.build();
  const RunRecord blocking = run(scenario, "lcf");
  CHECK(blocking.jobs[1].start_s == 80.0);
  CHECK(blocking.jobs[2].start_s == 80.0);
  CHECK(blocking.blocked_job_seconds == 70.0);
  PolicySpec spec = named_policy("lcf");
  spec.blocking = false;
  const RunRecord free = run(scenario, spec);
  CHECK(free.jobs[2].start_s == 10.0);
  CHECK(free.jobs[2].finish_s == 13.0);
  CHECK(free.counts.starts_out_of_order == 1);
  CHECK(free.blocked_job_seconds == 0.0);
}

}  // namespace bacelab
