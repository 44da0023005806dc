// Each family of contracts of core, broken on purpose.
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/contract.hpp"
#include "core/pipeline/iteration_time.hpp"
#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "core/scheduling/path_finders/baselines.hpp"
#include "core/simulation/event_heap.hpp"
#include "core/simulation/network.hpp"
#include "core/simulation/run_summary.hpp"
#include "core/simulation/running_jobs.hpp"
#include "core/simulation/scheduler.hpp"
#include "core/simulation/simulator.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/state.hpp"
#include "tests/support/unit_world.hpp"

// The expression breaks a contract.
#define CHECK_BROKEN(...) CHECK_THROWS_AS(static_cast<void>(__VA_ARGS__), ContractViolation)

namespace bacelab {
namespace {

using namespace testing;

/// Gives the same breakpoints again and again.
class StandingStill final : public SeriesSource {
 public:
  bool extend(std::vector<double>& times_s, std::vector<double>& values) override {
    times_s.push_back(0.0);
    values.push_back(1.0);
    return true;
  }
};

/// Finds the same placement, whatever the state.
class Stubborn final : public PathFinder {
 public:
  explicit Stubborn(std::vector<RegionIndex> path, std::vector<int> stages)
      : path_(std::move(path)), stages_(std::move(stages)) {}
  SearchOutcome find(const SystemState&, const StagePlan& plan, const Allocator&, Placement& result,
                     DecisionLog*) override {
    result = {path_, stages_, &plan.best(), {}};
    return {.found = true};
  }

 private:
  std::vector<RegionIndex> path_;
  std::vector<int> stages_;
};

/// Runs a job of two stages on regions 0 - 1 - 2 (two GPUs each) where the finder puts it.
void run_where(std::vector<RegionIndex> path, std::vector<int> stages) {
  const Scenario scenario = World()
                                .region(2, 1.0)
                                .region(2, 1.0)
                                .region(2, 1.0)
                                .link(0, 1, 8.0)
                                .link(1, 2, 8.0)
                                .model(unit_template(2, 5))
                                .job(0.0, 10.0)
                                .build();
  Policy policy = make_policy(named_policy("lcf"));
  policy.path_finder = std::make_unique<Stubborn>(std::move(path), std::move(stages));
  Simulator().run(scenario, policy);
}

void allocate(const Allocator& allocator, const std::vector<std::size_t>& regions,
              const StageOption& option) {
  const MadeState made({2, 2, 0}, {1.0, 2.0, 3.0}, {});
  Placement placement = {path(regions), {}, &option, {}};
  allocator.allocate(made.view(), placement);
}

}  // namespace

TEST_CASE("broken: a look-up beyond the end of a table") {
  Table<RegionIndex, int> table(2);
  CHECK_NOTHROW(table[region(1)]);
  CHECK_BROKEN(table[region(2)]);
  CHECK_BROKEN(std::as_const(table)[region(2)]);
  CHECK_BROKEN(RegionIndex(std::size_t{1} << 32));
  const Scenario scenario = World().region(1, 1.0).region(1, 1.0).link(0, 1, 1.0).build();
  CHECK_BROKEN(scenario.cluster.topology().neighbours(region(2)));
  CHECK_BROKEN(scenario.cluster.topology().ends(link(1)));
}

TEST_CASE("broken: links that are none") {
  const std::vector<LinkEnds> loop = {{region(0), region(0)}};
  CHECK_BROKEN(Topology(1, loop));
  const std::vector<LinkEnds> twice = {{region(0), region(1)}, {region(1), region(0)}};
  CHECK_BROKEN(Topology(2, twice));
  const std::vector<LinkEnds> beyond = {{region(0), region(2)}};
  CHECK_BROKEN(Topology(2, beyond));
  CHECK_BROKEN(Cluster({}, {}, nullptr));
  CHECK_BROKEN(Cluster({}, {}, std::make_shared<const Topology>(1, std::vector<LinkEnds>{})));
}

TEST_CASE("broken: the times of a series") {
  CHECK_BROKEN(Series(std::make_unique<StandingStill>()).complete());
  const Series series = steps({{0.0, 1.0}, {5.0, 2.0}});
  CHECK_BROKEN(series.value(2));
  CHECK_BROKEN(series.time(2));
  CHECK_BROKEN(series.at(-1.0));
  CHECK_BROKEN(series.integral(2.0, 1.0));
}

TEST_CASE("broken: more GPUs taken than are free, or returned than were taken") {
  MadeState made({2, 2}, {1.0, 1.0}, {{0, 1, 8.0}});
  SystemState& state = made.state();
  CHECK_BROKEN(state.take_gpus(region(0), 3));
  state.take_gpus(region(0), 2);
  CHECK_BROKEN(state.take_gpus(region(0), 1));
  CHECK_BROKEN(state.return_gpus(region(0), 3));
  CHECK_BROKEN(state.return_gpus(region(1), 1));
  CHECK_BROKEN(state.set_usable_gpus(region(1), -1));
  CHECK_BROKEN(state.end_job());
}

TEST_CASE("broken: bandwidths below zero, and sums that are read before they are added up") {
  MadeState made({2, 2}, {1.0, 1.0}, {{0, 1, 8.0}});
  SystemState& state = made.state();
  CHECK_BROKEN(state.set_demand(link(0), -1.0));
  CHECK_BROKEN(state.set_capacity(link(0), -1.0));
  state.set_demand(link(0), 1.0);
  CHECK_BROKEN(state.total_demand());
  CHECK_BROKEN(state.add_up_demands({}));  // a link that has a demand is missing
}

TEST_CASE("broken: a path that can't take the stages") {
  const StageOption two = {2, 1.0, 1.0, 1.0};
  const StageOption five = {5, 1.0, 1.0, 1.0};
  const CheapestFirst cheapest_first;
  const PathOrder path_order;
  CHECK_NOTHROW(allocate(cheapest_first, {0, 1}, two));
  for (const Allocator* allocator : {static_cast<const Allocator*>(&cheapest_first),
                                     static_cast<const Allocator*>(&path_order)}) {
    CHECK_BROKEN(allocate(*allocator, {0, 1}, five));  // four are free
    CHECK_BROKEN(allocate(*allocator, {0, 0}, two));   // a region twice
    CHECK_BROKEN(allocate(*allocator, {0, 2}, two));   // a region without a free GPU
  }
  const StageOption one = {1, 1.0, 1.0, 1.0};
  CHECK_BROKEN(allocate(cheapest_first, {0, 1}, one));  // more regions than stages
}

TEST_CASE("broken: what a path finder promises") {
  CHECK_NOTHROW(run_where(path({0, 1}), {1, 1}));
  CHECK_BROKEN(run_where(path({0, 2}), {1, 1}));  // not linked
  CHECK_BROKEN(run_where(path({1, 1}), {1, 1}));  // twice
  CHECK_BROKEN(run_where(path({0, 1}), {1, 2}));  // three stages of two
  CHECK_BROKEN(run_where(path({0, 1}), {2, 0}));  // a region without a stage
  CHECK_BROKEN(run_where({}, {}));
}

TEST_CASE("broken: fractions outside [0, 1]") {
  CHECK_BROKEN(BandwidthAware(1.5));
  CHECK_BROKEN(BandwidthAware(-0.1));
  CHECK_BROKEN(SingleCheapest(1.5));
  CHECK_BROKEN(CrossGreedy(-0.1));
  CHECK_BROKEN(value_of(min_stage_fraction(0.5), {{"min_stage_fraction", 2.0}}));
  const StageGroup group = {1, 1.0};
  CHECK_BROKEN(iteration_time({}, {&group, 1}, {}, {1, 1.5}));
  CHECK_BROKEN(quantile_of_sorted(std::vector{1.0, 2.0}, 1.5));
}

TEST_CASE("broken: an iteration over groups and boundaries that don't fit") {
  const std::vector<StageGroup> two = {{1, 1.0}, {1, 1.0}};
  const std::vector<StageGroup> empty_group = {{0, 1.0}};
  const std::vector<Boundary> back_in_time = {{-1.0, 0.0}};
  CHECK_BROKEN(iteration_time({}, two, {}, {}));
  CHECK_BROKEN(iteration_time({}, {}, {}, {}));
  CHECK_BROKEN(iteration_time({}, empty_group, {}, {}));
  CHECK_BROKEN(iteration_time({}, two, back_in_time, {}));
  CHECK_BROKEN(iteration_time({}, {two.data(), 1}, {}, {0, 0.25}));
  CHECK_BROKEN(bandwidth_demand(Schedule::gpipe, 1.0, 0.0, 0.25));
}

TEST_CASE("broken: a plan without options, or with options out of order") {
  CHECK_BROKEN(StagePlan({}, one_stage_template(), {}));
  CHECK_BROKEN(StagePlan({{2, 1.0, 1.0, 0.0}, {2, 1.0, 1.0, 0.0}}, one_stage_template(), {}));
  CHECK_BROKEN(plan_on(unit_gpu(), unit_template(0, 1)));
}

TEST_CASE("broken: the use of the heap of events") {
  EventHeap heap;
  heap.reset(2);
  CHECK_BROKEN(heap.next_source());
  CHECK_BROKEN(heap.set(2, 1.0));
  CHECK_BROKEN(heap.set(0, std::nan("")));
}

TEST_CASE("broken: slots and crossings that nobody has") {
  RunningJobs running;
  const std::uint32_t slot = running.take();
  CHECK_BROKEN(running[slot + 1]);
  running.give_back(slot);
  CHECK_BROKEN(running.give_back(slot));
  Network network;
  network.reset(1, Schedule::overlapped);
  CHECK_BROKEN(network.remove(link(0), job(0)));
  network.add(link(0), {job(0), 0, 0, 1.0});
  CHECK_BROKEN(network.add(link(0), {job(0), 0, 0, 1.0}));
  CHECK_BROKEN(network.add(link(0), {job(1), 0, 0, -1.0}));
  CHECK_BROKEN(network.set_bandwidth(link(0), -1.0));
}

TEST_CASE("broken: shares of less than nothing, or for somebody else") {
  std::vector<std::uint32_t> order;
  std::vector<double> shares(2);
  CHECK_BROKEN(max_min_shares(-1.0, std::vector{1.0, 1.0}, order, shares));
  CHECK_BROKEN(max_min_shares(1.0, std::vector{1.0, -1.0}, order, shares));
  CHECK_BROKEN(max_min_shares(1.0, std::vector{1.0}, order, shares));
}

TEST_CASE("broken: the order of a queue") {
  Policy policy = make_policy(named_policy("lcf"));
  const StagePlan plan = unit_plan(one_stage_template());
  Scheduler scheduler;
  scheduler.reset(policy, 1, nullptr);
  scheduler.arrive({job(1), model(0), 1, 5.0, &plan, 1.0});
  CHECK_BROKEN(scheduler.arrive({job(0), model(0), 0, 5.0, &plan, 1.0}));
  CHECK_BROKEN(scheduler.arrive({job(2), model(0), 2, 4.0, &plan, 1.0}));
  CHECK_BROKEN(scheduler.arrive({job(2), model(0), 2, 5.0, nullptr, 1.0}));
  CHECK_BROKEN(scheduler.arrive({job(2), model(1), 2, 5.0, &plan, 1.0}));
  PendingQueue queue;
  CHECK_BROKEN(queue.erase(0));
  std::vector<std::uint32_t> positions;
  CHECK_BROKEN(sort_by_score(std::vector{1.0, std::nan("")}, positions));
}

TEST_CASE("broken: a run of jobs that can't run, or with more GPUs than there are") {
  const auto runs = [](World& world) {
    const Scenario scenario = world.build();
    Policy policy = make_policy(named_policy("lcf"));
    Simulator().run(scenario, policy);
  };
  CHECK_BROKEN(runs(World().region(1, 1.0).model(unit_template(2, 5, 2)).job(0.0, 1.0)));
  CHECK_BROKEN(runs(World().region(1, 1.0).model(one_stage_template()).job(0.0, 0.0)));
  CHECK_BROKEN(runs(World().region(1, 1.0).model(one_stage_template()).job(-1.0, 1.0)));
  CHECK_BROKEN(
      runs(World().region(1, 1.0).capacity(Series(2.0)).model(one_stage_template()).job(0.0, 1.0)));
}

}  // namespace bacelab
