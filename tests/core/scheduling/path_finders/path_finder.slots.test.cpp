// Searches for slots: what several GPUs a stage, and regions whose GPUs have too little memory,
// must be the same as.
#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "core/scheduling/path_finders/baselines.hpp"
#include "core/scheduling/path_finders/path_finder.hpp"
#include "core/scheduling/policies/parts.hpp"
#include "tests/support/draws.hpp"
#include "tests/support/finding.hpp"

namespace bacelab {
namespace {

using namespace testing;

/// What a state is made of.
struct Made {
  std::vector<int> free;
  std::vector<double> price;
  std::vector<StateLink> links;
  int running_jobs = 0;
  int held = 0;  // GPUs of the first region

  [[nodiscard]] std::unique_ptr<MadeState> made() const {
    int total = held;
    for (const int f : free) total += f;
    return std::make_unique<MadeState>(free, price, links, running_jobs, total);
  }
  /// With these types, an entry a region.
  [[nodiscard]] std::vector<RegionGpus> regions(const std::vector<GpuType>& types) const {
    std::vector<RegionGpus> regions;
    for (std::size_t i = 0; i < free.size(); ++i) regions.push_back({free[i], types[i]});
    regions.front().gpus += held;
    return regions;
  }
};

Made any_made(Draws& draws) {
  Made situation;
  const int regions = draws.between(1, 5);
  for (int r = 0; r < regions; ++r) {
    situation.free.push_back(draws.between(0, 4));
    situation.price.push_back(draws.between(-1, 4));
    for (int q = 0; q < r; ++q) {
      if (draws.chance(0.2)) continue;
      situation.links.push_back({static_cast<std::size_t>(q), static_cast<std::size_t>(r),
                                 static_cast<double>(draws.between(0, 16)),
                                 draws.chance(0.5) ? draws.between(0, 9) : 0.0});
    }
  }
  situation.running_jobs = draws.between(0, 1);
  situation.held = draws.between(situation.free.front() == 0 ? 1 : 0, 4);
  for (int& f : situation.free) f = std::max(f, &f == &situation.free.front() ? 0 : 1);
  return situation;
}

std::uint64_t any_seed() { return *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()); }

/// All path finders with this min_stage_fraction, and the one that ranks edges.
std::vector<std::unique_ptr<PathFinder>> finders_of_slots(double kappa) {
  std::vector<std::unique_ptr<PathFinder>> finders;
  for (const PartInfo<PathFinder>& part : path_finders()) {
    finders.push_back(part.make({{"min_stage_fraction", kappa}}));
  }
  finders.push_back(std::make_unique<BandwidthAware>(kappa, 0));
  return finders;
}

/// With and without a log, which must see every edge.
void require_same(const MadeState& one, const StagePlan& plan, const MadeState& other,
                  const StagePlan& other_plan, double kappa) {
  for (const auto& finder : finders_of_slots(kappa)) {
    finder->begin_run();
    const auto expected = find(*finder, one, plan, CheapestFirst());
    finder->begin_run();
    const auto found = find(*finder, other, other_plan, CheapestFirst());
    RC_ASSERT(found->found == expected->found);
    RC_ASSERT(found->edge_refused == expected->edge_refused);
    Placement placement;
    const auto without_log =
        finder->find(other.state(), other_plan, CheapestFirst(), placement, nullptr);
    RC_ASSERT(without_log.found == expected->found.has_value());
    RC_ASSERT(without_log.edge_refused == expected->edge_refused);
    if (without_log.found) RC_ASSERT(placement.stages == expected->found->stages);
    RC_CLASSIFY(without_log.found && placement.path.size() > 1, "on several regions");
  }
}

}  // namespace

TEST_CASE("stages of g GPUs go where those of one go in a state with a g-th of the GPUs") {
  rc::prop("all path finders", [] {
    Draws draws(any_seed());
    const Made slots = any_made(draws);
    const double kappa = draws.chance(0.5) ? 0.0 : draws.uniform();
    const int t = draws.between(1, 3);
    const int D = draws.between(1, 2);
    Made gpus = slots;
    // Some GPUs more, but no slot.
    for (int& free : gpus.free) free = free * t * D + draws.between(0, t * D - 1);
    gpus.held = slots.held * t * D;
    // As fast in all: the same demand.
    Template model = unit_template(8, 9 * D);
    model.tensor_parallel = t;
    model.tensor_efficiency = 1.0 / t;
    model.data_parallel = D;
    model.hidden /= D;
    require_same(*slots.made(), up_to_8_stages(), *gpus.made(), unit_plan(model), kappa);
  });
}

TEST_CASE("GPU types of the same speed and memory are searched like one type") {
  rc::prop("all path finders", [] {
    Draws draws(any_seed());
    const Made situation = any_made(draws);
    const int fewest = draws.between(1, 4);
    std::vector<GpuType> types(situation.free.size(), unit_gpu());
    for (GpuType& type : types) type.power_w *= draws.between(1, 3);
    const Template model = unit_template(8, 9, fewest);
    const auto plan = make_stage_plan(model, situation.regions(types), {});
    const auto made = situation.made();
    if (!plan) {
      BandwidthAware finder(0.0);
      RC_ASSERT(!find_cheapest(finder, *made, unit_plan(model)));
      return;
    }
    RC_CLASSIFY(!plan->is_held_everywhere(), "several types");
    require_same(*made, unit_plan(model), *made, *plan, draws.uniform());
  });
}

TEST_CASE("a region whose GPUs have too little memory is as one without GPUs") {
  rc::prop("all path finders", [] {
    Draws draws(any_seed());
    const Made situation = any_made(draws);
    std::vector<GpuType> types(situation.free.size(), unit_gpu());
    Made without = situation;
    for (std::size_t i = 1; i < types.size(); ++i) {
      if (!draws.chance(0.5)) continue;
      types[i].memory_bytes = 0.1;
      without.free[i] = 0;
    }
    const auto plan = make_stage_plan(unit_template(8, 9), situation.regions(types), {});
    RC_ASSERT(plan.has_value());
    // An empty region can't be made, so one GPU of it is out of order.
    require_same(*without.made(), up_to_8_stages(), *situation.made(), *plan, 0.0);
  });
}

TEST_CASE("a path is cut where all of its regions hold the smaller stage count") {
  // The first region holds 4 and 8 stages, the others any of 1, 2, 3, 4, 8.
  Template model = unit_template(8, 9);
  model.parameters = 100'000.0;  // 1.6 MB of states over all stages
  GpuType small = unit_gpu();
  small.memory_bytes = 0.5e6;
  GpuType large = unit_gpu();
  large.memory_bytes = 4e6;
  const std::vector<RegionGpus> regions = {{2, small}, {1, large}, {9, large}};
  const StagePlan plan = make_stage_plan(model, regions, {}).value();
  REQUIRE(plan.options().size() == 5);
  CHECK_FALSE(plan.holds(plan.options()[2], region(0)));
  CHECK(plan.holds(plan.options()[3], region(0)));
  // The cheapest regions are 0 and 1, and the third is not linked: three of eight slots.
  const MadeState made({2, 1, 9}, {1.0, 2.0, 3.0}, {{0, 1, 99.0}}, 1, 12);
  CrossCheapest finder;
  CHECK_FALSE(find_cheapest(finder, made, plan));
  // With the order reversed a single stage in region 1 is held: the path ends there.
  const MadeState other({2, 1, 9}, {2.0, 1.0, 3.0}, {{0, 1, 99.0}}, 1, 12);
  CHECK(find_cheapest(finder, other, plan) == Found{{1}, {1}});
}

}  // namespace bacelab
