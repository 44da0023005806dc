#include "core/scheduling/path_finders/path_finder.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "core/scheduling/path_finders/bandwidth_aware.hpp"
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

TEST_CASE("a cluster smaller than the fewest stages holds nothing") {
  BandwidthAware finder(0.5);
  const auto finding = find(finder, MadeState({3}, {1.0}, {}), up_to_8_stages(4), CheapestFirst());
  CHECK_FALSE(finding->found);
  CHECK(finding->log.stage_counts.empty());
}

}  // namespace bacelab
