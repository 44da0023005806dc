// Runs worked out by hand (by_hand.hpp): schedules, shared links, changes, costs.
#include "core/simulation/simulator.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "tests/core/simulation/by_hand.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/recording_log.hpp"
#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using namespace testing;

}  // namespace

// ---- schedules ----

TEST_CASE("a job on one link under each schedule") {
  const auto world = [](Schedule schedule, int extra_warmup, double delay_s) {
    World made = two_regions(Series(16.0), delay_s);
    return made.pipeline(schedule, extra_warmup).job(0.0, 10.0).build();
  };
  SECTION("overlapped: capped by the demand of 8") {
    // x = 1, y = 1.5: T = 4 + 3 + 4 = 11.
    CHECK(run(world(Schedule::overlapped, 0, 0.5), "cr_ldf").jobs[0].finish_s == 110.0);
  }
  SECTION("gpipe: the demand is 32, so the job has all of the link") {
    // x = 0.5, y = 1: T = 4 + 2 + 4 (max(.25, .5) + max(.75, .5)) = 11.
    const RunRecord record = run(world(Schedule::gpipe, 0, 0.5), "cr_ldf");
    CHECK(record.jobs[0].finish_s == 110.0);
    // With w = 32: x = .25, y = .75: T = 4 + 1.5 + 4 = 9.5.
    CHECK(record.jobs[0].stalled_fraction == Approx(1.0 - 95.0 / 110.0).epsilon(1e-15));
  }
  SECTION("one_f_one_b without extra warm-up: c + y a micro-batch") {
    // No cap: w = 16, x = 0.5, y = 1; Z = (2 + 2) / 2: T = 4 + 2 + 4 * 2 = 14.
    const RunRecord record = run(world(Schedule::one_f_one_b, 0, 0.5), "cr_ldf");
    CHECK(record.jobs[0].finish_s == 140.0);
    // With x = 0: y = .5, Z = 1.5: T = 4 + 1 + 6 = 11.
    CHECK(record.jobs[0].stalled_fraction == Approx(1.0 - 110.0 / 140.0).epsilon(1e-15));
  }
  SECTION("one_f_one_b with e = 2y/c hides the transfers") {
    // Z = (2 + 2) / (2 + 2): T = 4 + 2 + 4.
    CHECK(run(world(Schedule::one_f_one_b, 2, 0.5), "cr_ldf").jobs[0].finish_s == 100.0);
  }
}

TEST_CASE("one_f_one_b over three regions has the cycle over both links") {
  World world;
  world.pipeline(Schedule::one_f_one_b, 0).model(unit_template(4, 4, 4));
  world.region(2, 1.0).region(1, 1.0).region(1, 1.0).link(0, 1, 8.0).link(1, 2, 8.0).job(0.0, 3.0);
  // y = 1 twice. One link: (2 + 2)/2 = 2; both: q = 3, (3 + 4)/3. T = 4 + 4 + 3 * 7/3 = 15.
  CHECK(run(world.build(), "cr_ldf").jobs[0].finish_s == Approx(45.0).epsilon(1e-15));
}

// ---- sharing ----

namespace {

/// R0 (price 1) has one usable GPU, and a second one from `second_gpu_s` on; R1 (price 5) has 2.
/// So every job of two stages that cr_lcf starts lies on the one link, 1 + 1.
World shared_link(double bandwidth, double second_gpu_s) {
  World world;
  world.region(2, 1.0).capacity(steps({{0.0, 1.0}, {second_gpu_s, 2.0}})).region(2, 5.0);
  world.link(0, 1, bandwidth);
  return world;
}

}  // namespace

TEST_CASE("jobs that share a link slow each other down only while both run") {
  // k = 2: c = 1, d = 8. Alone w = 8, x = 1: T = 2 + 2 + 2*1 = 6. Both: w = 4, x = 2:
  // T = 2 + 4 + 2*2 = 10.
  World world = shared_link(8.0, 12.0);
  world.model(unit_template(2, 3, 2)).job(0.0, 10.0).job(12.0, 3.0);
  const RunRecord record = run(world.build(), "cr_lcf");
  // Job 0: 2 iterations until 12, 3 until job 1 ends at 12 + 3*10, then 5*6.
  check(record, 0, {{0, 1}, {1, 1}, 0.0, 72.0, 432.0});
  check(record, 1, {{0, 1}, {1, 1}, 12.0, 42.0, 180.0});
  // Unhindered 60 of 72 s and 18 of 30 s.
  CHECK(record.jobs[0].stalled_fraction == Approx(1.0 / 6.0).epsilon(1e-15));
  CHECK(record.jobs[1].stalled_fraction == Approx(0.4).epsilon(1e-15));
  // Utilisation 8/8 until 72.
  CHECK(record.utilisation_integral_s == 72.0);
}

TEST_CASE("under one_f_one_b a link is shared equally without caps") {
  // Alone w = 8, y = 1, Z = (2 + 2)/2: T = 2 + 2 + 2*2 = 8. Both: y = 2, Z = 3: T = 2 + 4 + 6 = 12.
  World world = shared_link(8.0, 16.0);
  world.pipeline(Schedule::one_f_one_b).model(unit_template(2, 3, 2));
  world.job(0.0, 10.0).job(16.0, 2.0);
  const RunRecord record = run(world.build(), "cr_lcf");
  // Job 0: 2 iterations until 16, 2 until 40, then 6*8.
  check(record, 0, {{0, 1}, {1, 1}, 0.0, 88.0, 528.0});
  check(record, 1, {{0, 1}, {1, 1}, 16.0, 40.0, 144.0});
}

TEST_CASE("a job with a small demand is served in full, the other gets the rest") {
  // Template 0: 8 layers on 2 stages: c = 4, d = 2: T = 8 + 8 + 8 = 24 with w = 2.
  // Template 1: c = 1, d = 8: of 6 it gets 4: x = 2, T = 10.
  Template slow = unit_template(8, 3, 2);
  slow.max_stages = 2;
  World world = shared_link(6.0, 24.0);
  world.model(slow).model(unit_template(2, 3, 2)).job(0.0, 3.0, 0).job(24.0, 4.0, 1);
  const RunRecord record = run(world.build(), "cr_lcf");
  check(record, 0, {{0, 1}, {1, 1}, 0.0, 72.0, 432.0});
  check(record, 1, {{0, 1}, {1, 1}, 24.0, 64.0, 240.0});
  CHECK(record.jobs[0].stalled_fraction == 0.0);
}

// ---- a changing environment ----

TEST_CASE("a bandwidth change in the middle of a run carries the progress") {
  // T = 10 at w = 8; at 4 bit/s x = 2, T = 4 + 4 + 4*2 = 16.
  SECTION("slower after 4.5 iterations: 5.5 * 16 left") {
    const RunRecord record =
        run(two_regions(steps({{0.0, 16.0}, {45.0, 4.0}})).job(0.0, 10.0).build(), "cr_ldf");
    check(record, 0, {{0, 1}, {3, 1}, 0.0, 133.0, 532.0});
  }
  SECTION("slower and back") {
    const RunRecord record =
        run(two_regions(steps({{0.0, 16.0}, {40.0, 4.0}, {72.0, 8.0}})).job(0.0, 10.0).build(),
            "cr_ldf");
    // 4 iterations, then 32 / 16 = 2, then 4 * 10.
    check(record, 0, {{0, 1}, {3, 1}, 0.0, 112.0, 448.0});
  }
  SECTION("more than the demand changes nothing") {
    const RunRecord record =
        run(two_regions(steps({{0.0, 16.0}, {45.0, 8.0}, {50.0, 99.0}})).job(0.0, 10.0).build(),
            "cr_ldf");
    CHECK(record.jobs[0].finish_s == 100.0);
  }
}

TEST_CASE("a link outage stops the job until the link recovers") {
  const RunRecord record = run(
      two_regions(steps({{0.0, 16.0}, {40.0, 0.0}, {70.0, 8.0}})).job(0.0, 10.0).build(), "cr_ldf");
  check(record, 0, {{0, 1}, {3, 1}, 0.0, 130.0, 520.0});
  CHECK(record.jobs[0].stalled_fraction == Approx(3.0 / 13.0).epsilon(1e-15));
}

TEST_CASE("a job that starts stalled begins to work when the link opens") {
  // The scheduler sees 8 bit/s at all times; the link carries nothing until 30.
  World world = two_regions(steps({{0.0, 0.0}, {30.0, 8.0}}));
  world.observed_bandwidth(Series(8.0)).job(0.0, 10.0);
  const RunRecord record = run(world.build(), "bace");
  check(record, 0, {{0, 1}, {3, 1}, 0.0, 130.0, 520.0});
}

TEST_CASE("with jobs left after the last event the run is stuck, and all counts up to then") {
  SECTION("a running job whose link never recovers") {
    World world;
    world.model(unit_template(4, 5, 4)).region(3, steps({{0.0, 1.0}, {60.0, 2.0}}));
    world.region(1, 1.0).link(0, 1, steps({{0.0, 16.0}, {40.0, 0.0}})).transfer_usd_per_byte(0.5);
    const Scenario scenario = world.job(0.0, 10.0).build();
    const RunRecord record = run(scenario, "cr_ldf");
    const JobOutcome& job = record.jobs[0];
    CHECK(job.started);
    CHECK_FALSE(job.served);
    CHECK(record.end_s == 60.0);  // the price's breakpoint
    CHECK(job.energy_kwh == 240.0);
    CHECK(job.cost_usd == 240.0);
    CHECK(job.egress_bytes == 40.0);  // 4 iterations * 2 * 5 micro-batches * 1 byte
    CHECK(job.egress_usd == 20.0);
    CHECK(job.stalled_fraction == 0.0);
  }
  SECTION("a pending job that the policy can't place") {
    const Scenario scenario = two_regions(Series(16.0)).job(5.0, 10.0).build();
    const RunRecord record = run(scenario, "lcf");
    CHECK_FALSE(record.jobs[0].started);
    CHECK_FALSE(record.jobs[0].served);
    CHECK(record.jobs[0].regions == 0);
    CHECK(record.jobs[0].cost_usd == 0.0);
    CHECK(record.end_s == 5.0);
    CHECK(record.counts.starts == 0);
    CHECK(record.counts.passes == 1);
  }
}

TEST_CASE("price steps within a run are paid exactly") {
  // k = 4 in one region: T = 8, 10 iterations from 5 to 85. Price 3 until 50, -2 until 80, then 7:
  // 4 GPUs * pue 1.25 * (45*3 - 30*2 + 5*7 = 110).
  World world;
  world.model(unit_template(4, 5));
  world.region(4, steps({{0.0, 3.0}, {50.0, -2.0}, {80.0, 7.0}}), 1.25).job(5.0, 10.0);
  const RunRecord record = run(world.build(), "lcf");
  CHECK(record.jobs[0].start_s == 5.0);
  CHECK(record.jobs[0].finish_s == 85.0);
  CHECK(record.jobs[0].cost_usd == 550.0);
  CHECK(record.jobs[0].energy_kwh == 400.0);
}

TEST_CASE("a GPU that waits draws its idle power, and the rest for the time that it computes") {
  // Four GPUs of 1 kWh/s, each computing 5 s an iteration. T = 10 for 40 s, stalled for 30 s, then
  // T = 16 at 4 bit/s: 4 iterations, then 6 in 96 s.
  const auto job_with = [](double idle) {
    World world;
    world.model(unit_template(4, 5, 4))
        .region(3, steps({{0.0, 1.0}, {100.0, 3.0}}))
        .idle_power(idle);
    world.region(1, 1.0).idle_power(idle);
    world.link(0, 1, steps({{0.0, 16.0}, {40.0, 0.0}, {70.0, 4.0}}));
    return run(world.job(0.0, 10.0).build(), "cr_ldf").jobs[0];
  };
  const JobOutcome held = job_with(1.0);
  CHECK(held.finish_s == 166.0);
  CHECK(held.energy_kwh == 4 * 166.0);
  CHECK(held.cost_usd == 4 * 166.0 + 2 * 3 * 66.0);
  const JobOutcome busy = job_with(0.0);
  CHECK(busy.finish_s == 166.0);
  CHECK(busy.energy_kwh == Approx(4 * 10 * 5.0));
  CHECK(busy.cost_usd == Approx(4 * 10 * 5.0 + 2 * 3 * 66.0 * 5 / 16));
  CHECK(job_with(0.25).energy_kwh == Approx(0.25 * 4 * 166.0 + 0.75 * 200.0));
}

TEST_CASE("a job that never gets on draws its idle power alone") {
  World world;
  world.model(unit_template(4, 5, 4))
      .region(3, 1.0)
      .idle_power(0.25)
      .region(1, 1.0)
      .idle_power(0.25);
  world.link(0, 1, steps({{0.0, 16.0}, {40.0, 0.0}, {90.0, 0.0}}));
  const RunRecord record = run(world.job(0.0, 10.0).build(), "cr_ldf");
  CHECK_FALSE(record.jobs[0].served);
  // 4 iterations in 40 s, then 50 s up to the last event.
  CHECK(record.jobs[0].energy_kwh == Approx(4 * (40 * (0.25 + 0.75 * 0.5) + 50 * 0.25)));
}

TEST_CASE("transfers inside a region take time where it has an internal bandwidth") {
  // A boundary takes 8 / 16 = 0.5 s each way: T = 4 + 2 * 3 * 0.5 + 4 = 11.
  CHECK(run(one_region(4).internal(16.0).job(0.0, 10.0).build(), "lcf").jobs[0].finish_s == 110.0);
  // 2 s, longer than a stage: T = 4 + 2 * 3 * 2 + 4 * 2 = 24.
  CHECK(run(one_region(4).internal(4.0).job(0.0, 10.0).build(), "lcf").jobs[0].finish_s == 240.0);
  // Two of the three boundaries inside, 0.25 s each: T = 4 + 2 * 0.5 + 2 * 1 + 4 = 11.
  World world;
  world.model(unit_template(4, 5, 4)).region(3, 1.0).internal(32.0).region(1, 1.0);
  world.link(0, 1, Series(8.0));
  const RunRecord record = run(world.job(0.0, 10.0).build(), "cr_ldf");
  CHECK(record.jobs[0].finish_s == 110.0);
  CHECK(record.jobs[0].ideal_s == 80.0);
  CHECK(record.jobs[0].stalled_fraction == 0.0);  // with w = d it is no faster
}

TEST_CASE("pue and power enter the choice of the cheapest region") {
  World world;
  world.model(unit_template(4, 5)).region(4, Series(1.0), 1.5).region(4, Series(1.25), 1.0);
  const RunRecord record = run(world.job(0.0, 10.0).build(), "lcf");
  CHECK(record.steps.at(0).region == region(1));
}

TEST_CASE("a capacity outage leaves running jobs their GPUs and delays the next ones") {
  // 4 of 6 GPUs in use until 80. From 10 on 3 are usable: none free; from 30 on 6: 2 free.
  World world;
  world.model(unit_template(4, 5)).region(6, 1.0);
  world.capacity(steps({{0.0, 6.0}, {10.0, 3.0}, {30.0, 6.0}})).job(0.0, 10.0).job(15.0, 1.0);
  const RunRecord record = run(world.build(), "lcf");
  check(record, 0, {{0}, {4}, 0.0, 80.0, 320.0});
  check(record, 1, {{0}, {2}, 30.0, 42.0, 24.0});
}

TEST_CASE("a late observed price changes the choice but not the cost") {
  // From 50 on R0 costs 9 and R1 2, but the scheduler sees 1 and 4 until 100.
  World world;
  world.model(unit_template(4, 5)).region(4, steps({{0.0, 1.0}, {50.0, 9.0}}));
  world.observed_price(steps({{0.0, 1.0}, {100.0, 9.0}}));
  world.region(4, steps({{0.0, 4.0}, {50.0, 2.0}}));
  world.observed_price(steps({{0.0, 4.0}, {100.0, 2.0}}));
  world.job(60.0, 5.0).job(100.0, 5.0);
  const RunRecord record = run(world.build(), "lcf");
  check(record, 0, {{0}, {4}, 60.0, 100.0, 40.0 * 4 * 9});
  check(record, 1, {{1}, {4}, 100.0, 140.0, 40.0 * 4 * 2});
}

TEST_CASE("decisions use the observed bandwidth, progress the true one") {
  // The scheduler sees 4 < d(4) = 8 and takes k = 2 in R0; the link has 16.
  World world;
  world.model(unit_template(4, 5)).region(3, 1.0).region(1, 1.0);
  world.link(0, 1, 16.0).observed_bandwidth(Series(4.0)).job(0.0, 10.0);
  CHECK(run(world.build(), "bace").jobs[0].stages == 2);
  // And the reverse: it sees 16, the link has 4: T = 16.
  World reverse;
  reverse.model(unit_template(4, 5)).region(3, 1.0).region(1, 1.0);
  reverse.link(0, 1, 4.0).observed_bandwidth(Series(16.0)).job(0.0, 10.0);
  const RunRecord record = run(reverse.build(), "bace");
  check(record, 0, {{0, 1}, {3, 1}, 0.0, 160.0, 640.0});
  // The metric uses the true bandwidth: min(1, 8/4).
  CHECK(record.utilisation_integral_s == 160.0);
}

TEST_CASE("bace's priority turns to small demands on a congested network") {
  // Template 0: 4 layers, k* = 4, c = 1, d = 8, T = 8. Template 1: 8 layers, at most 4 stages:
  // c = 2, d = 4, T = 16. Jobs 1 (template 0, E = 40) and 2 (template 1, E = 48) wait; I = 40/48
  // and 1, D = 1 and 1/2: priorities (1-a)/6 and a/2: job 2 first when a > 1/4.
  Template big = unit_template(8, 5);
  big.max_stages = 4;
  const auto world = [&](double bandwidth) {
    World made;
    made.model(unit_template(4, 5, 4)).model(big).region(3, 1.0).region(1, 1.0);
    made.link(0, 1, bandwidth).job(0.0, 10.0, 0).job(10.0, 5.0, 0).job(20.0, 3.0, 1);
    return made.build();
  };
  RecordingLog idle;
  run(world(64.0), "bace", &idle);  // a = 8/64
  RecordingLog congested;
  run(world(16.0), "bace", &congested);  // a = 8/16
  const auto round_at = [](const RecordingLog& log, double now_s) {
    for (const auto& round : log.rounds) {
      if (round.now_s == now_s) return round;
    }
    throw std::logic_error("no such round");
  };
  CHECK(round_at(idle, 20.0).ids == std::vector<std::int64_t>{1, 2});
  CHECK(round_at(idle, 20.0).utilisation == 0.125);
  CHECK(round_at(idle, 20.0).scores[0] == Approx(-0.875 / 6.0).epsilon(1e-15));
  CHECK(round_at(idle, 20.0).scores[1] == Approx(-0.0625).epsilon(1e-15));
  CHECK(round_at(congested, 20.0).ids == std::vector<std::int64_t>{2, 1});
}

TEST_CASE("egress is 2 M A bytes per iteration over each boundary, at the link's price") {
  World world;
  world.model(unit_template(4, 5, 4)).region(2, 1.0).region(1, 1.0).region(1, 1.0);
  world.link(0, 1, 8.0).transfer_usd_per_byte(1.0).link(1, 2, 8.0).transfer_usd_per_byte(3.0);
  const RunRecord record = run(world.job(0.0, 7.0).build(), "cr_ldf");
  CHECK(record.jobs[0].regions == 3);
  CHECK(record.jobs[0].egress_bytes == 140.0);
  CHECK(record.jobs[0].egress_usd == Approx(280.0).epsilon(1e-15));
}

TEST_CASE("the ideal time is that of k stages without transfers") {
  const RunRecord record = run(one_region(4).job(3.0, 10.0).build(), "lcf");
  CHECK(record.jobs[0].ideal_s == 80.0);
}

// ---- nothing and little ----

TEST_CASE("a scenario without jobs ends at once") {
  const Scenario scenario = one_region(4).build();
  const RunRecord record = run(scenario, "bace");
  CHECK(record.jobs.empty());
  CHECK(record.end_s == 0.0);
  CHECK(record.counts.passes == 0);
}

TEST_CASE("one region of one GPU serves under every policy") {
  for (const std::string& name : policy_names()) {
    INFO(name);
    const RunRecord record = run(one_region(1).job(0.0, 1.0).job(0.0, 2.0).build(), name);
    CHECK(record.jobs[0].served);
    CHECK(record.jobs[1].served);
    CHECK(record.end_s == 60.0);  // k = 1: T = 20
  }
}

}  // namespace bacelab
