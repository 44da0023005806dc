#include "core/scheduling/path_finders/path_finder.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <memory>
#include <vector>

#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "core/scheduling/path_finders/baselines.hpp"
#include "tests/support/draws.hpp"
#include "tests/support/finding.hpp"
#include "tests/support/random_state.hpp"

namespace bacelab {
namespace {

using namespace testing;

double hourly_price(const MadeState& made, const Found& found) {
  double sum = 0.0;
  for (std::size_t i = 0; i < found.path.size(); ++i) {
    sum += found.stages[i] * made.state().price()[region(found.path[i])];
  }
  return sum;
}

int stages_of(const Found& found) {
  int sum = 0;
  for (const int n : found.stages) sum += n;
  return sum;
}

/// How a search ended, and with what placement.
struct Ending {
  bool found = false;
  bool edge_refused = false;
  bool by_gpus_alone = false;
  std::vector<RegionIndex> path;
  std::vector<int> stages;

  /// Only a search without a log says what lasts.
  bool operator==(const Ending& other) const {
    return found == other.found && edge_refused == other.edge_refused && path == other.path &&
           stages == other.stages;
  }
};

Ending search(PathFinder& finder, const MadeState& made, const StagePlan& plan, DecisionLog* log) {
  Placement placement;
  const SearchOutcome outcome = finder.find(made.state(), plan, CheapestFirst(), placement, log);
  Ending ending = {outcome.found, outcome.edge_refused, outcome.by_gpus_alone, {}, {}};
  if (outcome.found) {
    ending.path = placement.path;
    ending.stages = placement.stages;
  }
  return ending;
}

/// The bandwidth-aware ones first.
std::vector<std::unique_ptr<PathFinder>> all_finders(double kappa) {
  std::vector<std::unique_ptr<PathFinder>> finders;
  finders.push_back(std::make_unique<BandwidthAware>(kappa));
  finders.push_back(std::make_unique<Exhaustive>(kappa));
  finders.push_back(std::make_unique<BandwidthAware>(kappa, 0));  // with ranked edges
  finders.push_back(std::make_unique<SingleCheapest>(kappa));
  finders.push_back(std::make_unique<SingleMostFree>(kappa));
  finders.push_back(std::make_unique<CrossCheapest>(kappa));
  finders.push_back(std::make_unique<CrossGreedy>(kappa));
  return finders;
}

}  // namespace

TEST_CASE("bace never beats the exhaustive search at the same stage count") {
  rc::prop("hourly price", [] {
    Draws draws(*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()));
    const auto made = random_state(draws);
    const StagePlan plan = up_to_8_stages(draws.between(1, 4));
    const double kappa = draws.uniform();
    BandwidthAware greedy(kappa);
    Exhaustive exhaustive(kappa);
    const auto one = find_cheapest(greedy, *made, plan);
    const auto all = find_cheapest(exhaustive, *made, plan);
    // A greedy path is one of all paths.
    if (one) RC_ASSERT(all.has_value());
    if (!one || !all) return;
    RC_ASSERT(stages_of(*all) >= stages_of(*one));
    RC_CLASSIFY(one->path.size() > 1, "on several regions");
    if (stages_of(*all) != stages_of(*one)) return;
    const double best = hourly_price(*made, *all);
    RC_ASSERT(best <= hourly_price(*made, *one) + 1e-9 * (std::abs(best) + 1.0));
    RC_CLASSIFY(best < hourly_price(*made, *one), "and dearer");
  });
}

TEST_CASE("while others run every edge has room for the demand and the count is above the floor") {
  rc::prop("edges", [] {
    Draws draws(*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()));
    const auto made = random_state(draws);
    RC_PRE(made->state().running_jobs() > 0);
    const StagePlan plan = up_to_8_stages(draws.between(1, 4));
    const double kappa = draws.uniform();
    BandwidthAware greedy(kappa);
    Exhaustive exhaustive(kappa);
    const auto found = draws.chance(0.5) ? find_cheapest(greedy, *made, plan)
                                         : find_cheapest(exhaustive, *made, plan);
    if (!found) return;
    const int k = stages_of(*found);
    const int k_hat = plan.largest_within(made->state().total_gpus())->stages;
    RC_ASSERT(k >= kappa * k_hat);
    const double demand = 8.0 / std::ceil(8.0 / k);
    for (std::size_t i = 0; i < found->path.size(); ++i) {
      RC_ASSERT(found->stages[i] >= 1);
      RC_ASSERT(found->stages[i] <= made->state().free_gpus()[region(found->path[i])]);
      if (i == 0) continue;
      const auto edge =
          made->state().topology().link_between(region(found->path[i - 1]), region(found->path[i]));
      RC_ASSERT(edge.has_value());
      RC_ASSERT(made->state().residual(*edge) >= demand * (1 - 1e-9));
    }
  });
}

TEST_CASE("a search without a log ends as one with a log, which looks at every edge") {
  rc::prop("all path finders", [] {
    Draws draws(*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()));
    const auto made = random_state(draws);
    const StagePlan plan = up_to_8_stages(draws.between(1, 4));
    for (const auto& finder : all_finders(draws.uniform())) {
      RecordingLog log;
      const Ending with_log = search(*finder, *made, plan, &log);
      RC_ASSERT(search(*finder, *made, plan, nullptr) == with_log);
      RC_CLASSIFY(with_log.edge_refused && !with_log.found, "refused for the demand");
    }
  });
}

TEST_CASE("what free GPUs alone decide stays so, whatever becomes of prices and links") {
  rc::prop("all path finders", [] {
    Draws draws(*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()));
    const auto made = random_state(draws);
    const StagePlan plan = up_to_8_stages(draws.between(1, 4));
    const auto finders = all_finders(draws.uniform());
    std::vector<Ending> before;
    for (const auto& finder : finders) before.push_back(search(*finder, *made, plan, nullptr));
    SystemState& state = made->state();
    for (RegionIndex r; r < state.price().end_index(); ++r)
      state.set_price(r, draws.between(-1, 4));
    for (LinkIndex l; l < state.capacity().end_index(); ++l) {
      state.set_capacity(l, draws.chance(0.3) ? 0.0 : draws.between(0, 16));
    }
    for (std::size_t i = 0; i < finders.size(); ++i) {
      if (!before[i].by_gpus_alone) continue;
      const Ending after = search(*finders[i], *made, plan, nullptr);
      RC_ASSERT(after.found == before[i].found);
      RC_ASSERT(after.edge_refused == before[i].edge_refused);
      RC_CLASSIFY(i < 3 && !before[i].found, "refused by a bandwidth-aware finder");
      RC_CLASSIFY(i >= 3 && !before[i].found, "refused by another finder");
    }
  });
}

TEST_CASE("a link without bandwidth may have some again, and then refuse for the demand") {
  MadeState made({1, 1}, {1.0, 1.0}, {{0, 1, 0.0}}, 1, 8);
  BandwidthAware finder(0.5);
  const StagePlan plan = up_to_8_stages(4);
  const Ending dead = search(finder, made, plan, nullptr);
  CHECK_FALSE(dead.found);
  CHECK_FALSE(dead.edge_refused);
  CHECK_FALSE(dead.by_gpus_alone);
  made.state().set_capacity(link(0), 0.5);
  CHECK(search(finder, made, plan, nullptr).edge_refused);
}

TEST_CASE("the fewest stages are the smallest member of K from kappa k_hat on") {
  const StagePlan plan = up_to_8_stages(2);  // K = 2, 3, 4, 8
  CHECK(StageFloor(0.0).fewest(plan, plan.largest_within(8)) == 2);
  CHECK(StageFloor(0.25).fewest(plan, plan.largest_within(8)) == 2);
  CHECK(StageFloor(0.3).fewest(plan, plan.largest_within(8)) == 3);
  CHECK(StageFloor(0.5).fewest(plan, plan.largest_within(8)) == 4);
  CHECK(StageFloor(0.51).fewest(plan, plan.largest_within(8)) == 8);
  CHECK(StageFloor(1.0).fewest(plan, plan.largest_within(99)) == 8);
  CHECK(StageFloor(1.0).fewest(plan, plan.largest_within(7)) == 4);
  CHECK(StageFloor(0.5).fewest(plan, plan.largest_within(7)) == 2);
  CHECK(StageFloor(1.0).fewest(plan, plan.largest_within(1)) == 2);  // too few for any
}

TEST_CASE("a cluster smaller than the fewest stages holds nothing") {
  BandwidthAware finder(0.5);
  const auto finding = find(finder, MadeState({3}, {1.0}, {}), up_to_8_stages(4), CheapestFirst());
  CHECK_FALSE(finding->found);
  CHECK(finding->log.stage_counts.empty());
}

}  // namespace bacelab
