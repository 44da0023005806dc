#include "core/scheduling/path_finders/exhaustive.hpp"

#include <catch2/catch.hpp>

#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "tests/support/finding.hpp"

namespace bacelab {
using namespace testing;

TEST_CASE("exhaustive sees the way around a greedy dead end") {
  // From everywhere greed leads to R0 - R1 or ends; R0 - R2 - R3 holds 8.
  const MadeState state({3, 1, 2, 3}, {1.0, 1.0, 1.0, 1.0},
                        {{0, 1, 90.0}, {0, 2, 80.0}, {2, 3, 8.0}, {1, 2, 1.0}});
  Exhaustive finder(0.5);
  CHECK(find_cheapest(finder, state, up_to_8_stages()) == Found{{0, 2, 3}, {3, 2, 3}});
}

TEST_CASE("exhaustive goes on where the path holds enough, if that is cheaper") {
  // R0 holds 4 alone at 5 each; with one stage of four there, R1 takes the rest at 1.
  const MadeState state({4, 3}, {5.0, 1.0}, {{0, 1, 9.0}});
  Exhaustive exhaustive(0.5);
  const auto finding = find(exhaustive, state, up_to_8_stages(), CheapestFirst());
  CHECK(finding->found == Found{{0, 1}, {1, 3}});
  // k = 8 has no candidate; for k = 4: (0), (0, 1), (1, 0).
  CHECK(finding->log.candidates.size() == 3);
}

TEST_CASE("a path has at most as many regions as stages") {
  Template two_stages = unit_template(8, 9);
  two_stages.max_stages = 2;
  const MadeState state({1, 1, 1}, {3.0, 2.0, 1.0}, {{0, 1, 9.0}, {1, 2, 9.0}, {0, 2, 9.0}});
  Exhaustive finder(0.5);
  const auto finding = find(finder, state, unit_plan(two_stages), CheapestFirst());
  CHECK(finding->found == Found{{1, 2}, {1, 1}});
  CHECK(finding->log.candidates.size() == 6);  // ordered pairs
}

TEST_CASE("exhaustive refuses edges, and takes any edge when nothing runs") {
  Exhaustive finder(0.5);
  const MadeState thin({2, 2}, {1.0, 2.0}, {{0, 1, 3.0}});
  const auto alone = find(finder, thin, up_to_8_stages(4), CheapestFirst());
  CHECK(alone->found == Found{{0, 1}, {2, 2}});
  CHECK(alone->edge_refused);
  const MadeState busy({2, 2}, {1.0, 2.0}, {{0, 1, 3.0}}, 1);
  CHECK_FALSE(find_cheapest(finder, busy, up_to_8_stages(4)));
}

TEST_CASE("with path_order exhaustive prefers the shortest path") {
  Exhaustive finder(0.5);
  const MadeState state({4, 3}, {5.0, 1.0}, {{0, 1, 9.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{0}, {4}});
}

}  // namespace bacelab
