#include "core/scheduling/path_finders/single_region.hpp"

#include <catch2/catch.hpp>

#include "tests/support/finding.hpp"

namespace bacelab {
namespace {

using namespace testing;

/// K = 2, 4 (d = 4, 8).
StagePlan plan() { return unit_plan(unit_template(4, 5, 2)); }

}  // namespace

TEST_CASE("single_cheapest takes the cheapest region with room for the fewest stages") {
  SingleCheapest finder;
  // R1 is cheaper, but has no room.
  const MadeState state({5, 1, 3}, {3.0, 1.0, 2.0}, {});
  CHECK(find_in_order(finder, state, plan()) == Found{{2}, {2}});
}

TEST_CASE("single_cheapest takes the most stages that fit, at most k*") {
  SingleCheapest finder;
  CHECK(find_in_order(finder, MadeState({4, 9}, {1.0, 2.0}, {}), plan()) == Found{{0}, {4}});
  CHECK(find_in_order(finder, MadeState({9}, {1.0}, {}), plan()) == Found{{0}, {4}});
  CHECK(find_in_order(finder, MadeState({3}, {1.0}, {}), plan()) == Found{{0}, {2}});
}

TEST_CASE("single_cheapest: equal prices go to the lower index, negative ones are cheapest") {
  SingleCheapest finder;
  CHECK(find_in_order(finder, MadeState({2, 4, 4}, {1.0, 1.0, 1.0}, {}), plan()) ==
        Found{{0}, {2}});
  CHECK(find_in_order(finder, MadeState({4, 4, 4}, {0.0, 1.0, -1.0}, {}), plan()) ==
        Found{{2}, {4}});
}

TEST_CASE("single_most_free takes the most free GPUs, ties to the lower index") {
  SingleMostFree finder;
  CHECK(find_in_order(finder, MadeState({2, 5, 4}, {1.0, 9.0, 2.0}, {}), plan()) ==
        Found{{1}, {4}});
  CHECK(find_in_order(finder, MadeState({2, 3, 3}, {1.0, 9.0, 2.0}, {}), plan()) ==
        Found{{1}, {2}});
}

TEST_CASE("one region must hold the fewest stages") {
  SingleCheapest cheapest;
  SingleMostFree most_free;
  const MadeState state({1, 1, 1}, {1.0, 1.0, 1.0}, {{0, 1, 99.0}, {1, 2, 99.0}});
  CHECK_FALSE(find_in_order(cheapest, state, plan()));
  CHECK_FALSE(find_in_order(most_free, state, plan()));
}

}  // namespace bacelab
