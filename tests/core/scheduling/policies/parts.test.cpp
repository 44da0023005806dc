#include "core/scheduling/policies/parts.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "tests/support/finding.hpp"
#include "tests/support/pending.hpp"
#include "tests/support/random_state.hpp"

// What holds for every part of a policy, a new one too: nothing here names one.

namespace bacelab {
namespace {

using namespace testing;

template <class Part>
void check_parameters(const Registry<PartInfo<Part>>& parts) {
  for (const PartInfo<Part>& part : parts) {
    CAPTURE(part.name);
    std::set<std::string_view> names;
    for (const ParameterInfo& parameter : part.parameters) {
      CHECK(names.insert(parameter.name).second);
      CHECK_FALSE(parameter.description.empty());
      CHECK(parameter.low <= parameter.fallback);
      CHECK(parameter.fallback <= parameter.high);
      for (const double value : {parameter.low, parameter.high}) {
        CHECK(part.make({{std::string(parameter.name), value}}) != nullptr);
      }
    }
    CHECK(part.make({}) != nullptr);
  }
}

/// Three linked regions with room for eight stages each, and no job.
std::unique_ptr<MadeState> idle_cluster() {
  return std::make_unique<MadeState>(
      std::vector<int>{8, 8, 8}, std::vector<double>{2.0, 1.0, 3.0},
      std::vector<StateLink>{{0, 1, 100.0}, {0, 2, 100.0}, {1, 2, 100.0}});
}

/// Is the placement one that the state has room for?
void require_possible(const Found& found, const MadeState& made, const StagePlan& plan) {
  const SystemState& state = made.state();
  RC_ASSERT(!found.path.empty());
  RC_ASSERT(found.stages.size() == found.path.size());
  RC_ASSERT(std::set(found.path.begin(), found.path.end()).size() == found.path.size());
  int stages = 0;
  for (std::size_t i = 0; i < found.path.size(); ++i) {
    RC_ASSERT(found.stages[i] >= 1);
    RC_ASSERT(found.stages[i] <= state.free_gpus()[region(found.path[i])]);
    stages += found.stages[i];
    if (i == 0) continue;
    const auto link =
        state.topology().link_between(region(found.path[i - 1]), region(found.path[i]));
    RC_ASSERT(link.has_value());
    RC_ASSERT(state.capacity()[*link] > 0.0);
  }
  const StageOption* option = plan.largest_within(stages);
  RC_ASSERT(option != nullptr);
  RC_ASSERT(option->stages == stages);
}

std::uint64_t seed_of_parts() { return *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()); }

}  // namespace

TEST_CASE("parts: all can be made, with parameters in their ranges") {
  check_parameters(orderings());
  check_parameters(path_finders());
  check_parameters(allocators());
}

TEST_CASE("every path finder places a job on an idle cluster") {
  const auto made = idle_cluster();
  for (const PartInfo<PathFinder>& part : path_finders()) {
    CAPTURE(part.name);
    CHECK(find_cheapest(*part.make({}), *made, up_to_8_stages()));
  }
}

TEST_CASE("every path finder finds what there is room for, and the same again") {
  rc::prop("in any state", [] {
    const std::uint64_t seed = seed_of_parts();
    for (const PartInfo<PathFinder>& part : path_finders()) {
      for (const PartInfo<Allocator>& dividing : allocators()) {
        Draws draws(seed);
        const auto made = random_state(draws);
        const StagePlan plan = up_to_8_stages(draws.between(1, 4));
        const auto allocator = dividing.make({});
        const auto finder = part.make({});
        const auto first = find(*finder, *made, plan, *allocator);
        if (first->found) require_possible(*first->found, *made, plan);
        const auto again = find(*finder, *made, plan, *allocator);
        RC_ASSERT(again->found == first->found);
        RC_ASSERT(again->edge_refused == first->edge_refused);
        // What a finder met before, in other runs, must not matter.
        const auto used = part.make({});
        find(*used, *random_state(draws), up_to_8_stages(), *allocator);
        used->begin_run();
        RC_ASSERT(find(*used, *made, plan, *allocator)->found == first->found);
      }
    }
  });
}

TEST_CASE("every ordering scores each pending job with a number, the same again") {
  rc::prop("of any jobs", [] {
    Draws draws(seed_of_parts());
    const auto made = random_state(draws);
    Pending pending;
    double arrival_s = 0.0;
    const int jobs = draws.between(1, 6);
    for (int i = 0; i < jobs; ++i) {
      pending.job(i, arrival_s, draws.between(1, 4), draws.between(1, 8));
      arrival_s += draws.between(0, 2);
    }
    for (const PartInfo<Ordering>& part : orderings()) {
      const auto ordering = part.make({});
      const std::vector<double> scores = pending.scores(*ordering, *made);
      RC_ASSERT(scores.size() == static_cast<std::size_t>(jobs));
      RC_ASSERT(std::all_of(scores.begin(), scores.end(),
                            [](double score) { return std::isfinite(score); }));
      RC_ASSERT(pending.scores(*ordering, *made) == scores);
      const std::vector<std::int64_t> ids = pending.order(*ordering, *made);
      if (ordering->keeps_arrival_order()) RC_ASSERT(std::is_sorted(ids.begin(), ids.end()));
    }
  });
}

TEST_CASE("every allocator puts all stages on the path, within the free GPUs") {
  rc::prop("of any path", [] {
    Draws draws(seed_of_parts());
    std::vector<int> free;
    std::vector<double> price;
    std::vector<std::size_t> regions;
    int most = 0;
    const int length = draws.between(1, 5);
    for (int r = 0; r < length; ++r) {
      free.push_back(draws.between(1, 4));
      price.push_back(draws.between(-2, 4));
      regions.insert(regions.begin() + draws.below(r + 1), static_cast<std::size_t>(r));
      most += free.back();
    }
    std::vector<StateLink> links;
    for (std::size_t i = 1; i < regions.size(); ++i) {
      links.push_back({regions[i - 1], regions[i], 1.0});
    }
    const MadeState made(free, price, links);
    const StageOption option = {draws.between(length, most), 1.0, 1.0, 1.0};
    for (const PartInfo<Allocator>& part : allocators()) {
      const auto allocator = part.make({});
      Placement placement = {path(regions), {7, 7}, &option, {}};
      allocator->allocate(made.view(), placement);
      RC_ASSERT(placement.path == path(regions));
      RC_ASSERT(placement.stages.size() == regions.size());
      int stages = 0;
      for (std::size_t i = 0; i < regions.size(); ++i) {
        RC_ASSERT(placement.stages[i] >= 1);
        RC_ASSERT(placement.stages[i] <= free[regions[i]]);
        stages += placement.stages[i];
      }
      RC_ASSERT(stages == option.stages);
      // Nothing is better than itself.
      RC_ASSERT(!allocator->better(placement, placement));
    }
  });
}

TEST_CASE("every path finder has min_stage_fraction, 0 unless it is aware of bandwidths") {
  for (const PartInfo<PathFinder>& part : path_finders()) {
    CAPTURE(part.name);
    const bool aware =
        part.name == "bace" || part.name == "exhaustive" || part.name == "local_first";
    REQUIRE_FALSE(part.parameters.empty());
    CHECK(part.parameters[0].name == "min_stage_fraction");
    CHECK(part.parameters[0].fallback == (aware ? 0.5 : 0.0));
    // 8 GPUs, 4 of them free, and somebody runs: half of what the job would want.
    const MadeState made({4}, {1.0}, {}, 1, 8);
    // Where one region is preferred, it must take all stages.
    const auto with = [&](double kappa) {
      return part.make({{"min_stage_fraction", kappa}, {"local_fraction", 1.0}});
    };
    CHECK(find_cheapest(*part.make({}), made, up_to_8_stages()) == Found{{0}, {4}});
    CHECK(find_cheapest(*with(0.5), made, up_to_8_stages()) == Found{{0}, {4}});
    CHECK_FALSE(find_cheapest(*with(0.51), made, up_to_8_stages()));
    // 3 of them free: the default of each tells.
    const MadeState fewer({3}, {1.0}, {}, 1, 8);
    CHECK(find_cheapest(*part.make({}), fewer, up_to_8_stages()).has_value() == !aware);
  }
  CHECK(path_finders().find("exhaustive")->max_regions == 8);
  CHECK(path_finders().find("bace")->max_regions == 0);
}

}  // namespace bacelab
