#include "core/pipeline/iteration_time.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <limits>
#include <vector>

#include "tests/support/draws.hpp"
#include "tests/support/pipeline_simulation.hpp"

namespace bacelab {
namespace {

using namespace testing;

constexpr PipelineModel overlapped = {Schedule::overlapped, 0};
constexpr PipelineModel gpipe = {Schedule::gpipe, 0};
constexpr PipelineModel one_f_one_b(int extra_warmup) {
  return {Schedule::one_f_one_b, extra_warmup};
}

/// A path with c = 1: stages of each region, and the links between.
struct Path {
  std::vector<int> stages;
  std::vector<Boundary> boundaries;
  double forward_share = 0.25;

  [[nodiscard]] int total() const {
    int sum = 0;
    for (const int n : stages) sum += n;
    return sum;
  }
  /// Y
  [[nodiscard]] double one_way() const {
    double sum = 0.0;
    for (const Boundary& boundary : boundaries) sum += boundary.transfer_s + boundary.delay_s;
    return sum;
  }
};

double closed_form(const PipelineModel& pipeline, const Path& path, int micro_batches) {
  std::vector<StageGroup> groups;
  for (const int n : path.stages) groups.push_back({n, 1.0});
  return iteration_time(pipeline, groups, path.boundaries, {micro_batches, path.forward_share});
}

/// Depth of the warm-up of each stage under one_f_one_b: one less from stage to stage, and e more
/// before each link.
std::vector<int> warm_up(const Path& path, int extra) {
  std::vector<int> depth;
  int left = path.total();
  int links_ahead = static_cast<int>(path.boundaries.size());
  for (const int n : path.stages) {
    for (int i = 0; i < n; ++i) depth.push_back(left-- + extra * links_ahead);
    --links_ahead;
  }
  return depth;
}

PipelineSimulation simulation_of(const Path& path, StageRule rule) {
  PipelineSimulation result;
  result.forward_s = path.forward_share;
  result.backward_s = 1.0 - path.forward_share;
  for (std::size_t i = 0; i < path.stages.size(); ++i) {
    if (i > 0) {
      result.hops.push_back({path.boundaries[i - 1].transfer_s, path.boundaries[i - 1].delay_s});
    }
    for (int n = 1; n < path.stages[i]; ++n) result.hops.push_back({});
  }
  result.rule = std::move(rule);
  return result;
}

PipelineSimulation simulation_of(const PipelineModel& pipeline, const Path& path) {
  switch (pipeline.schedule) {
    case Schedule::overlapped:
      return simulation_of(path, overlapped_rule(std::numeric_limits<int>::max()));
    case Schedule::gpipe:
      return simulation_of(path, gpipe_rule());
    case Schedule::one_f_one_b:
    case Schedule::zero_bubble:  // its simulation is in tests/oracle
      break;
  }
  return simulation_of(path, one_f_one_b_rule(warm_up(path, pipeline.extra_warmup)));
}

/// Paths without, with one and with several links; fast and slow transfers, short and long delays.
std::vector<Path> paths() {
  return {
      {{1}, {}},
      {{4}, {}},
      {{2, 2}, {{0.125, 0.0}}},
      {{2, 2}, {{0.5, 0.5}}},
      {{2, 2}, {{1.0, 2.0}}},
      {{3, 1}, {{1.5, 0.25}}},
      {{1, 3}, {{2.0, 3.0}}},
      {{2, 1, 1}, {{0.5, 0.25}, {1.0, 0.0}}},
      {{1, 2, 1}, {{0.25, 1.0}, {0.75, 0.5}}},
      {{4, 4, 4}, {{1.25, 1.0}, {0.5, 4.0}}},
      {{2, 3, 1, 2}, {{0.5, 0.0}, {0.25, 2.0}, {1.0, 0.5}}},
      {{2, 2}, {{0.5, 0.5}}, 0.375},
  };
}

}  // namespace

// ---- the closed forms by hand ----

TEST_CASE("in one region all schedules take (k + M - 1) c") {
  const StageGroup group = {4, 0.5};
  for (const PipelineModel& pipeline : {overlapped, gpipe, one_f_one_b(0), one_f_one_b(3)}) {
    CHECK(iteration_time(pipeline, {&group, 1}, {}, {9, 0.25}) == 6.0);
    CHECK(iteration_time(pipeline, {&group, 1}, {}, {1, 0.25}) == 2.0);
  }
}

TEST_CASE("overlapped hides transfers that are not slower than a stage") {
  const std::vector<StageGroup> groups = {{3, 2.0}, {1, 2.0}};
  const std::vector<Boundary> fast = {{1.5, 0.25}};
  CHECK(iteration_time(overlapped, groups, fast, {11, 0.25}) == 8.0 + 3.5 + 20.0);
  const std::vector<Boundary> slow = {{3.0, 0.25}};
  CHECK(iteration_time(overlapped, groups, slow, {11, 0.25}) == 8.0 + 6.5 + 30.0);
}

TEST_CASE("gpipe hides a transfer behind each pass by itself") {
  const std::vector<StageGroup> groups = {{3, 2.0}, {1, 2.0}};
  // phi c = 0.5, (1 - phi) c = 1.5.
  const std::vector<Boundary> fast = {{0.25, 0.0}};
  CHECK(iteration_time(gpipe, groups, fast, {11, 0.25}) == 8.0 + 0.5 + 20.0);
  const std::vector<Boundary> between = {{1.0, 0.0}};
  CHECK(iteration_time(gpipe, groups, between, {11, 0.25}) == 8.0 + 2.0 + 10 * (1.0 + 1.5));
  const std::vector<Boundary> slow = {{2.0, 0.0}};
  CHECK(iteration_time(gpipe, groups, slow, {11, 0.25}) == 8.0 + 4.0 + 10 * (2.0 + 2.0));
}

TEST_CASE("one_f_one_b pays c + y a micro-batch unless e hides it") {
  const std::vector<StageGroup> groups = {{3, 2.0}, {1, 2.0}};
  const std::vector<Boundary> link = {{1.0, 0.5}};  // y = 1.5
  CHECK(iteration_time(one_f_one_b(0), groups, link, {11, 0.25}) == 8.0 + 3.0 + 10 * 3.5);
  // e = 1: (4 + 3) / 3; e = 2y/c = 1.5 would hide it: e = 2.
  CHECK(iteration_time(one_f_one_b(1), groups, link, {11, 0.25}) ==
        Approx(11.0 + 10 * 7.0 / 3.0).epsilon(1e-15));
  CHECK(iteration_time(one_f_one_b(2), groups, link, {11, 0.25}) == 11.0 + 20.0);
  const std::vector<Boundary> slow = {{5.0, 0.0}};  // X rules: (4 + 10) / 12 < 5
  CHECK(iteration_time(one_f_one_b(10), groups, slow, {11, 0.25}) == 8.0 + 10.0 + 50.0);
}

TEST_CASE("zero_bubble puts weight gradients off until they fill the bubble") {
  const PipelineModel zero_bubble = {Schedule::zero_bubble, 0};
  const MicroBatches recomputing = {9, 0.25, 0.5};
  // 4 stages of 1 s, one region: c (1 + omega (k - 1)) + (M - 1) c instead of (k + M - 1) c.
  const StageGroup four = {4, 1.0};
  CHECK(iteration_time(zero_bubble, {&four, 1}, {}, recomputing) == 2.5 + 8.0);
  CHECK(iteration_time(zero_bubble, {&four, 1}, {}, {9, 1.0 / 3, 1.0 / 3}) == Approx(2.0 + 8.0));
  // Few micro-batches: phi M c + (1 - phi) k c.
  CHECK(iteration_time(zero_bubble, {&four, 1}, {}, {1, 0.25, 0.5}) == 0.25 + 3.0);
  // A link of y = 1.5 s: Z = (2 * 1.5 / 2 + 0.5 / 2 + 2 * 1.5) / 2 = 2.375 a micro-batch.
  const std::vector<StageGroup> two = {{2, 1.0}, {2, 1.0}};
  const std::vector<Boundary> link = {{0.5, 1.0}};
  const double z = (2 * 0.75 + 0.25 + 3.0) / 2;
  CHECK(iteration_time(zero_bubble, two, link, recomputing) == 2.5 + 8 * z + 3.0);
  // Two more in flight hide it: 4.75 / 4 is still more than a stage, 4.75 / 5 no longer.
  CHECK(iteration_time({Schedule::zero_bubble, 2}, two, link, recomputing) ==
        2.5 + 8 * (4.75 / 4) + 3.0);
  CHECK(iteration_time({Schedule::zero_bubble, 3}, two, link, recomputing) == 2.5 + 8.0 + 3.0);
}

TEST_CASE("boundaries inside a region and gradients take their time under every schedule") {
  // 3 + 1 stages of 1 s; inside the first region x = 0.25; all-reduces of 5 and 7 s; M = 9.
  const std::vector<StageGroup> groups = {{3, 1.0, 0.25, 5.0}, {1, 1.0, 9.0, 7.0}};
  const std::vector<Boundary> link = {{0.5, 1.0}};
  const MicroBatches micro_batches = {9, 0.25, 0.5};
  const double filling = 4.0 + 2 * 1.5 + 2 * 0.5 + 7.0;
  CHECK(iteration_time(overlapped, groups, link, micro_batches) == filling + 8.0);
  CHECK(iteration_time(gpipe, groups, link, micro_batches) == filling + 8 * (0.5 + 0.75));
  // The cycle over the link alone: (2 + 3) / 2. With a stage more: (3 + 3.5) / 3.
  CHECK(iteration_time(one_f_one_b(0), groups, link, micro_batches) == filling + 8 * 2.5);
  // An internal transfer longer than a stage sets the pace of overlapped.
  const std::vector<StageGroup> slow = {{3, 1.0, 1.25, 0.0}};
  CHECK(iteration_time(overlapped, slow, {}, micro_batches) == 3.0 + 2 * 2.5 + 8 * 1.25);
  // One region of 3: runs of two stages (2 + 2.5) / 2 and of three (3 + 5) / 3.
  CHECK(iteration_time(one_f_one_b(0), slow, {}, micro_batches) == 3.0 + 2 * 2.5 + 8 * (8.0 / 3));
}

namespace {

/// Z of MODEL.md by its words: all runs of all k - 1 boundaries.
double cycle_by_brute_force(const std::vector<StageGroup>& groups,
                            const std::vector<Boundary>& links, int extra, double of_all,
                            double of_first) {
  std::vector<double> c;
  std::vector<std::pair<double, int>> y;  // and is it of a WAN boundary?
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (g > 0) y.emplace_back(links[g - 1].transfer_s + links[g - 1].delay_s, 1);
    for (int n = 0; n < groups[g].stages; ++n) {
      if (n > 0) y.emplace_back(groups[g].internal_transfer_s, 0);
      c.push_back(groups[g].stage_time_s);
    }
  }
  double slowest = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    double time = of_all * c[i] + of_first * c[i];
    int in_flight = 1;
    for (std::size_t j = i; j < y.size(); ++j) {
      time += of_all * c[j + 1] + 2 * y[j].first;
      in_flight += 1 + y[j].second * extra;
      slowest = std::max(slowest, time / in_flight);
    }
  }
  return slowest;
}

}  // namespace

TEST_CASE("the slowest cycle is that of all runs of boundaries, one by one") {
  Draws draws(5);
  for (int round = 0; round < 2000; ++round) {
    std::vector<StageGroup> groups;
    std::vector<Boundary> links;
    const int regions = draws.between(1, 4);
    for (int r = 0; r < regions; ++r) {
      groups.push_back({draws.between(1, 5), draws.between(1, 8) / 4.0,
                        draws.between(0, 2) * draws.between(0, 8) / 8.0});
      if (r > 0) links.push_back({draws.between(0, 8) / 4.0, draws.between(0, 8) / 4.0});
    }
    const int extra = draws.between(0, 3);
    double slowest = 0.0;
    double computing = 0.0;
    double slowest_stage = 0.0;
    double moving = 0.0;
    for (const StageGroup& group : groups) {
      slowest = std::max(slowest, group.stage_time_s);
      slowest_stage = std::max(slowest_stage, group.stage_time_s);
      computing += group.stages * group.stage_time_s;
      moving += (group.stages - 1) * group.internal_transfer_s;
      if (group.stages > 1) slowest = std::max(slowest, group.internal_transfer_s);
    }
    for (const Boundary& link : links) {
      slowest = std::max(slowest, link.transfer_s);
      moving += link.transfer_s + link.delay_s;
    }
    const double one = std::max(slowest, cycle_by_brute_force(groups, links, extra, 1.0, 0.0));
    CHECK(iteration_time(one_f_one_b(extra), groups, links, {9, 0.25, 0.5}) ==
          Approx(computing + 2 * moving + 8 * one).epsilon(1e-12));
    const double zero = std::max(slowest, cycle_by_brute_force(groups, links, extra, 0.75, 0.25));
    const double put_off = slowest_stage + 0.5 * (computing - slowest_stage) + 8 * zero;
    CHECK(iteration_time({Schedule::zero_bubble, extra}, groups, links, {9, 0.25, 0.5}) ==
          Approx(std::max(put_off, 0.25 * 9 * slowest_stage + 0.75 * computing) + 2 * moving)
              .epsilon(1e-12));
  }
}

TEST_CASE("the slowest cycle of one_f_one_b may span several links") {
  // y = 1, 3 with two stages between: (2 + 2)/2, (2 + 6)/2 = 4, and q = 4: (4 + 8)/4 = 3.
  const std::vector<StageGroup> groups = {{1, 1.0}, {2, 1.0}, {1, 1.0}};
  const std::vector<Boundary> uneven = {{1.0, 0.0}, {3.0, 0.0}};
  CHECK(iteration_time(one_f_one_b(0), groups, uneven, {2, 0.25}) == 4.0 + 8.0 + 4.0);
  // y = 2, 2 with one between: (2 + 4)/2 = 3; q = 3: (3 + 8)/3. With e = 1: 6/3 and 11/5.
  const std::vector<StageGroup> near = {{1, 1.0}, {1, 1.0}, {1, 1.0}};
  const std::vector<Boundary> even = {{2.0, 0.0}, {2.0, 0.0}};
  CHECK(iteration_time(one_f_one_b(0), near, even, {2, 0.25}) ==
        Approx(3.0 + 8.0 + 11.0 / 3.0).epsilon(1e-15));
  CHECK(iteration_time(one_f_one_b(1), near, even, {2, 0.25}) ==
        Approx(3.0 + 8.0 + 11.0 / 5.0).epsilon(1e-15));
}

TEST_CASE("stages of different speed: all count once, the slowest sets the pace") {
  const std::vector<StageGroup> groups = {{2, 1.0}, {1, 3.0}};
  const std::vector<Boundary> link = {{0.5, 0.0}};
  CHECK(iteration_time(overlapped, groups, link, {5, 0.25}) == 5.0 + 1.0 + 12.0);
}

TEST_CASE("a dead link makes an iteration endless, also of one micro-batch") {
  const std::vector<StageGroup> groups = {{1, 1.0}, {1, 1.0}, {1, 1.0}};
  const std::vector<Boundary> links = {{1.0, 0.0}, {std::numeric_limits<double>::infinity(), 0.0}};
  for (const PipelineModel& pipeline : {overlapped, gpipe, one_f_one_b(0)}) {
    for (const int M : {1, 7}) {
      CHECK(iteration_time(pipeline, groups, links, {M, 0.25}) ==
            std::numeric_limits<double>::infinity());
    }
  }
}

TEST_CASE("the demand hides a transfer exactly") {
  CHECK(bandwidth_demand(Schedule::overlapped, 3.0, 2.0, 0.25) == 12.0);
  CHECK(bandwidth_demand(Schedule::one_f_one_b, 3.0, 2.0, 0.25) == 12.0);
  CHECK(bandwidth_demand(Schedule::gpipe, 3.0, 2.0, 0.25) == 48.0);
  CHECK(bandwidth_demand(Schedule::gpipe, 3.0, 2.0, 0.75) == 48.0);
}

// ---- against the simulation ----

TEST_CASE("overlapped: each further micro-batch takes as long as in the simulation") {
  for (const Path& path : paths()) {
    const PipelineSimulation simulation = simulation_of(overlapped, path);
    const double slope = (simulation.run(3000) - simulation.run(1000)) / 2000;
    const double closed = closed_form(overlapped, path, 2) - closed_form(overlapped, path, 1);
    CHECK(slope == Approx(closed).epsilon(1e-12));
  }
}

TEST_CASE("2k micro-batches in flight are as good as any number while 2Y <= k c") {
  for (const Path& path : paths()) {
    const int k = path.total();
    if (2.0 * path.one_way() > k) continue;
    const PipelineSimulation simulation = simulation_of(path, overlapped_rule(2 * k));
    const double slope = (simulation.run(4000) - simulation.run(1000)) / 3000;
    CHECK(
        slope ==
        Approx(closed_form(overlapped, path, 2) - closed_form(overlapped, path, 1)).epsilon(1e-12));
  }
}

TEST_CASE("gpipe: the closed form is the simulation for every number of micro-batches") {
  for (const Path& path : paths()) {
    const PipelineSimulation simulation = simulation_of(gpipe, path);
    for (const int M : {1, 2, 3, 8, 64, 512}) {
      CHECK(simulation.run(M) == Approx(closed_form(gpipe, path, M)).epsilon(1e-13));
    }
  }
}

TEST_CASE("one_f_one_b: each further micro-batch takes as long as in the simulation") {
  for (const Path& path : paths()) {
    for (const int extra : {0, 1, 2, 5, 20}) {
      const PipelineModel pipeline = one_f_one_b(extra);
      const PipelineSimulation simulation = simulation_of(pipeline, path);
      // The steady state repeats after as many micro-batches as are in flight on a cycle.
      const int period = 27720;
      const double slope = (simulation.run(2000 + period) - simulation.run(2000)) / period;
      const double closed = closed_form(pipeline, path, 2) - closed_form(pipeline, path, 1);
      INFO("k = " << path.total() << ", " << path.boundaries.size() << " links, e = " << extra);
      CHECK(slope == Approx(closed).epsilon(1e-12));
    }
  }
}

// ---- few micro-batches ----
// Beyond the slope, the closed forms differ from the simulation by a constant that does not grow
// with M. In units of the filling time k c + 2Y it lies, on random paths of 2 to 4 regions with 1
// to 6 stages each, x <= 2c and lambda <= 4c, within
//   overlapped             -0.35 ..  0     (the simulation is never faster)
//   gpipe                   0
//   one_f_one_b, e = 0      0    ..  2.5   (never slower: T overstates)
//   one_f_one_b, e to 8    -3    ..  2.5   (e above what the transfers need: T understates)
// Seen relative to the simulation, x <= c and lambda <= c, smallest and largest in %:
//   M       overlapped     one_f_one_b e = 0    e = 2          e = 8
//   8       -5.5 ..  0       0.1 .. 54.8       -6.7 .. 15.2   -19.7 .. 0
//   64      -4.5 ..  0       0.0 .. 13.8       -1.6 ..  7.6   -15.5 .. 0
//   512     -0.9 ..  0       0.0 ..  1.8       -0.2 ..  1.1    -2.5 .. 0
// The whole table: test_core "table of finite-M gaps".
namespace {

Path random_path(Draws& draws, double longest_transfer, double longest_delay) {
  Path path;
  const int regions = draws.between(2, 4);
  for (int r = 0; r < regions; ++r) {
    path.stages.push_back(draws.between(1, 6));
    if (r == 0) continue;
    // A third of the links are just as slow as the slowest.
    const bool slow = draws.chance(1.0 / 3.0);
    path.boundaries.push_back({slow ? longest_transfer : draws.uniform(0.0, longest_transfer),
                               draws.uniform(0.0, longest_delay)});
  }
  path.forward_share = draws.chance(0.5) ? 0.25 : 1.0 / 3.0;
  return path;
}

struct Gap {
  double of_filling;     ///< (closed form - simulation) / (k c + 2Y)
  double of_simulation;  ///< (closed form - simulation) / simulation
};

Gap gap(const PipelineModel& pipeline, const Path& path, int micro_batches) {
  const double simulated = simulation_of(pipeline, path).run(micro_batches);
  const double difference = closed_form(pipeline, path, micro_batches) - simulated;
  return {difference / closed_form(pipeline, path, 1), difference / simulated};
}

}  // namespace

TEST_CASE("with one micro-batch every closed form is the simulation") {
  for (const Path& path : paths()) {
    for (const PipelineModel& pipeline : {overlapped, gpipe, one_f_one_b(0), one_f_one_b(4)}) {
      CHECK(gap(pipeline, path, 1).of_simulation == Approx(0.0).margin(1e-13));
    }
  }
}

TEST_CASE("the gap to the simulation stays bounded for any number of micro-batches") {
  Draws draws(20);
  for (int n = 0; n < 250; ++n) {
    const Path path = random_path(draws, n % 2 == 0 ? 1.0 : 2.0, 4.0);
    const int M = draws.between(1, 300);
    const double eps = 1e-9;
    INFO("M = " << M);
    const double first = gap(overlapped, path, M).of_filling;
    CHECK(first > -0.35);
    CHECK(first < eps);
    CHECK(std::abs(gap(gpipe, path, M).of_filling) < eps);
    const double strict = gap(one_f_one_b(0), path, M).of_filling;
    CHECK(strict > -eps);
    CHECK(strict < 2.5);
    const double warm = gap(one_f_one_b(draws.between(1, 8)), path, M).of_filling;
    CHECK(warm > -3.0);
    CHECK(warm < 2.5);
  }
}

TEST_CASE("table of finite-M gaps", "[.table]") {
  std::printf("Gap of T in %% of the simulation, smallest and largest; 1F1B with e = 0, 2, 8\n");
  std::printf("%5s %9s %5s %17s %17s %17s %17s %17s\n", "x/c <=", "lambda/c", "M", "overlapped",
              "gpipe", "1F1B 0", "1F1B 2", "1F1B 8");
  for (const double transfer : {1.0, 2.0}) {
    for (const double delay : {0.0, 1.0, 4.0}) {
      for (const int M : {1, 2, 8, 64, 512}) {
        std::printf("%6g %9g %5d", transfer, delay, M);
        for (const PipelineModel& pipeline :
             {overlapped, gpipe, one_f_one_b(0), one_f_one_b(2), one_f_one_b(8)}) {
          Draws draws(5);
          double low = 1e9;
          double high = -1e9;
          for (int n = 0; n < 500; ++n) {
            const double of_simulation =
                gap(pipeline, random_path(draws, transfer, delay), M).of_simulation * 100.0;
            low = std::min(low, of_simulation);
            high = std::max(high, of_simulation);
          }
          std::printf(" %8.2f %8.2f", low, high);
        }
        std::printf("\n");
      }
    }
  }
}

}  // namespace bacelab
