// The policies, on one world by hand (by_hand.hpp).
#include <catch2/catch.hpp>
#include <string>

#include "core/simulation/simulator.hpp"
#include "tests/core/simulation/by_hand.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using namespace testing;

/// R0: 3 GPUs at 3; R1: 2 at 1; R2: 2 at 2. Links 0-1: 16, 0-2: 16, 1-2: 4 bit/s.
World three_simulated_regions() {
  World world;
  world.model(unit_template(4, 5)).region(3, 3.0).region(2, 1.0).region(2, 2.0);
  world.link(0, 1, 16.0).link(0, 2, 16.0).link(1, 2, 4.0);
  return world;
}

/// Job 0: 10 iterations, E = 80; job 1: 5 iterations, E = 40; both at 0.
RunRecord two_jobs_under(const std::string& policy) {
  return run(three_simulated_regions().job(0.0, 10.0).job(0.0, 5.0).build(), policy);
}

}  // namespace

TEST_CASE("lcf takes the cheapest region that holds the fewest stages") {
  const RunRecord record = two_jobs_under("lcf");
  // Job 0: R1 (price 1), k = 2: 10 * 12 s, 2 GPUs * 1. Job 1: R2 (price 2), k = 2: 5 * 12 s.
  check(record, 0, {{1}, {2}, 0.0, 120.0, 240.0});
  check(record, 1, {{2}, {2}, 0.0, 60.0, 240.0});
}

TEST_CASE("ldf takes the region with the most free GPUs") {
  const RunRecord record = two_jobs_under("ldf");
  // Job 0: R0 (3 free), k = 2, 2 GPUs * 3. Then R1 and R2 have 2 free each: the lower index.
  check(record, 0, {{0}, {2}, 0.0, 120.0, 720.0});
  check(record, 1, {{1}, {2}, 0.0, 60.0, 120.0});
}

TEST_CASE("cr_lcf chains regions by ascending price") {
  const RunRecord record = two_jobs_under("cr_lcf");
  // Job 0: k = 4 on R1, R2 over the link of 4 bit/s: x = 2, T = 4 + 2*2 + 4*2 = 16.
  // Cost (2*1 + 2*2) * 160. Job 1: 3 GPUs are free, so k = 2; R0: 2 GPUs * 3 * 60 s.
  check(record, 0, {{1, 2}, {2, 2}, 0.0, 160.0, 960.0});
  check(record, 1, {{0}, {2}, 0.0, 60.0, 360.0});
  // With w = d, x = 1: T = 4 + 2 + 4 = 10, 100 s of the 160.
  CHECK(record.jobs[0].stalled_fraction == 0.375);
  CHECK(record.jobs[1].stalled_fraction == 0.0);
}

TEST_CASE("cr_ldf starts at the most free GPUs and follows the residual bandwidth") {
  const RunRecord record = two_jobs_under("cr_ldf");
  // Job 0: R0, then R1 and R2 tie at 16: R1. In path order 3 + 1. x = 8/8, T = 4 + 2 + 4 = 10.
  // Cost (3*3 + 1*1) * 100. Job 1: 3 free, k = 2: R2 holds them.
  check(record, 0, {{0, 1}, {3, 1}, 0.0, 100.0, 1000.0});
  check(record, 1, {{2}, {2}, 0.0, 60.0, 240.0});
  CHECK(record.jobs[0].stalled_fraction == 0.0);
}

TEST_CASE("bace starts the shorter job first, on the cheapest of its paths") {
  const RunRecord record = two_jobs_under("bace");
  // Job 1 (E = 40) first. d(4) = 8: the edge 1-2 is refused. (R0, R1) and (R1, R0) cost 2*3 + 2*1
  // an hour, (R2, R0) 2*2 + 2*3: (R0, R1), T = 10. Job 0: 3 free GPUs, k = 2: (R2) 2*2 against
  // (R0, R2) 1*3 + 1*2: R2, T = 12.
  check(record, 1, {{0, 1}, {2, 2}, 0.0, 50.0, 400.0});
  check(record, 0, {{2}, {2}, 0.0, 120.0, 480.0});
  CHECK(record.counts.starts == 2);
  CHECK(record.counts.starts_out_of_order == 1);
  CHECK(record.counts.starts_cross == 1);
  CHECK(record.counts.starts_reallocated == 1);  // path order: 3 + 1
  // The search for job 1 refuses 1-2; that for job 0 does not see it, since R1 is full.
  CHECK(record.counts.searches == 2);
  CHECK(record.counts.searches_refusing == 1);
  CHECK(record.counts.passes == 1);
}

TEST_CASE("bace_no_priority starts the jobs in order of arrival") {
  const RunRecord record = two_jobs_under("bace_no_priority");
  check(record, 0, {{0, 1}, {2, 2}, 0.0, 100.0, 800.0});
  check(record, 1, {{2}, {2}, 0.0, 60.0, 240.0});
  CHECK(record.counts.starts_out_of_order == 0);
}

TEST_CASE("bace_no_pathfinder follows the residual bandwidth and fills the cheap region") {
  const RunRecord record = two_jobs_under("bace_no_pathfinder");
  // Job 1: R0, R1 as cr_ldf, but 2 + 2. Job 0: 3 free, k = 2: R2 has most.
  check(record, 1, {{0, 1}, {2, 2}, 0.0, 50.0, 400.0});
  check(record, 0, {{2}, {2}, 0.0, 120.0, 480.0});
}

TEST_CASE("bace_no_pathfinder takes the thin link that bace refuses") {
  // Both links from R0 at 4 bit/s < d(4) = 8.
  const auto thin = [] {
    World world;
    world.model(unit_template(4, 5)).region(3, 3.0).region(2, 1.0).region(2, 2.0);
    world.link(0, 1, 4.0).link(0, 2, 4.0).link(1, 2, 4.0).job(0.0, 10.0);
    return world;
  };
  // R0, R1: x = 2, T = 4 + 4 + 8 = 16; (2*3 + 2*1) * 160.
  check(run(thin().build(), "bace_no_pathfinder"), 0, {{0, 1}, {2, 2}, 0.0, 160.0, 1280.0});
  // k = 4 is refused; k = 2: R1 costs 2*1.
  check(run(thin().build(), "bace"), 0, {{1}, {2}, 0.0, 120.0, 240.0});
}

TEST_CASE("bace_no_costmin fills in path order and ignores prices") {
  const RunRecord record = two_jobs_under("bace_no_costmin");
  // Job 1: of three paths of two regions the lexicographically smallest, 3 + 1; T = 10.
  check(record, 1, {{0, 1}, {3, 1}, 0.0, 50.0, 500.0});
  // Job 0: k = 2: (R1, R2) or R2 alone: fewer regions.
  check(record, 0, {{2}, {2}, 0.0, 120.0, 480.0});
}

TEST_CASE("bace_exhaustive finds the cheaper path over three regions") {
  const RunRecord record = two_jobs_under("bace_exhaustive");
  // Job 1: (R1, R0, R2) with 2 + 1 + 1 costs 2*1 + 3 + 2 = 7 an hour; (R2, R0, R1) as well.
  // T = 4 + 2 (1 + 1) + 4 = 12.
  check(record, 1, {{1, 0, 2}, {2, 1, 1}, 0.0, 60.0, 420.0});
  // Job 0: k = 2 on R0 (2 free) costs 6, on R0, R2 (1 each) 5. d(2) = 4, x = 2, c = 2:
  // T = 4 + 4 + 4*2 = 16.
  check(record, 0, {{0, 2}, {1, 1}, 0.0, 160.0, 800.0});
}

}  // namespace bacelab
