#include "core/scheduling/path_finders/bandwidth_aware.hpp"

#include <catch2/catch.hpp>

#include "tests/support/finding.hpp"

namespace bacelab {
using namespace testing;

TEST_CASE("bace takes the cheapest of the greedy paths from all starts") {
  BandwidthAware finder(0.5);
  // k = 8 on two regions of 6. R0 -> R2 (residual 12): 6*1 + 2*9 = 24. R1 -> R2 (11): 6*2 + 2*9.
  // R2 -> R0: 24 again. Greed does not see (R0, R1) at 6*1 + 2*2.
  const MadeState state({6, 6, 6}, {1.0, 2.0, 9.0}, {{0, 1, 10.0}, {0, 2, 12.0}, {1, 2, 11.0}});
  const auto finding = find(finder, state, up_to_8_stages(), CheapestFirst());
  CHECK(finding->found == Found{{0, 2}, {6, 2}});
  CHECK(finding->log.candidates.size() == 3);
  CHECK(finding->log.stage_counts == std::vector<int>{8});
  CHECK_FALSE(finding->edge_refused);
}

TEST_CASE("bace refuses edges without room for the demand of the stage count tried") {
  BandwidthAware finder(0.5);
  // k = 8 needs 8 bit/s: 7 is too little. k = 4 needs 4, and R1 holds them alone at price 1.
  const MadeState state({4, 4}, {3.0, 1.0}, {{0, 1, 7.0}});
  const auto finding = find(finder, state, up_to_8_stages(), CheapestFirst());
  CHECK(finding->found == Found{{1}, {4}});
  CHECK(finding->edge_refused);
  CHECK(finding->log.stage_counts == std::vector<int>{8, 4});
}

TEST_CASE("bace counts what others demand") {
  BandwidthAware finder(0.5);
  const MadeState full({4, 4}, {3.0, 1.0}, {{0, 1, 12.0, 5.0}}, 1);
  CHECK(find_cheapest(finder, full, up_to_8_stages()) == Found{{1}, {4}});
  const MadeState room({4, 4}, {3.0, 1.0}, {{0, 1, 12.0, 4.0}}, 1);
  CHECK(find_cheapest(finder, room, up_to_8_stages()) == Found{{0, 1}, {4, 4}});
}

TEST_CASE("bace waits rather than start below the floor while others run") {
  BandwidthAware finder(0.5);
  // All GPUs of the cluster: 8, k_hat = 8, floor 4; 3 are free.
  const MadeState busy({3}, {1.0}, {}, 1, 8);
  const auto finding = find(finder, busy, up_to_8_stages(), CheapestFirst());
  CHECK_FALSE(finding->found);
  CHECK(finding->log.stage_counts == std::vector<int>{8, 4});
  // With a smaller kappa it starts.
  BandwidthAware eager(0.25);
  CHECK(find_cheapest(eager, busy, up_to_8_stages()) == Found{{0}, {3}});
  BandwidthAware any(0.0);
  CHECK(find_cheapest(any, MadeState({1}, {1.0}, {}, 1, 8), up_to_8_stages()) == Found{{0}, {1}});
  BandwidthAware all(1.0);
  CHECK_FALSE(find_cheapest(all, MadeState({7}, {1.0}, {}, 1, 8), up_to_8_stages()));
}

TEST_CASE("k_hat counts all GPUs of the cluster, free or not") {
  BandwidthAware finder(0.5);
  // 5 GPUs in all: k_hat = 4, floor 2: 2 free ones will do.
  CHECK(find_cheapest(finder, MadeState({2}, {1.0}, {}, 1, 5), up_to_8_stages()) ==
        Found{{0}, {2}});
  // 8: floor 4.
  CHECK_FALSE(find_cheapest(finder, MadeState({2}, {1.0}, {}, 1, 8), up_to_8_stages()));
}

TEST_CASE("the floor is never below the fewest stages") {
  BandwidthAware finder(0.0);
  CHECK_FALSE(find_cheapest(finder, MadeState({3}, {1.0}, {}, 1, 8), up_to_8_stages(4)));
}

TEST_CASE("bace goes below the floor when nothing runs") {
  BandwidthAware finder(0.5);
  // 8 GPUs, an outage leaves 3: k = 3.
  const auto finding =
      find(finder, MadeState({3}, {1.0}, {}, 0, 8), up_to_8_stages(), CheapestFirst());
  CHECK(finding->found == Found{{0}, {3}});
  CHECK(finding->log.stage_counts == std::vector<int>{8, 4, 3});
}

TEST_CASE("when nothing runs and no edge has room bace takes any edge, with the fewest stages") {
  BandwidthAware finder(0.5);
  // The fewest are 4, in one region there are 3, and the links have less than d(4) = 4.
  const MadeState state({3, 3, 3}, {1.0, 2.0, 3.0}, {{0, 1, 0.5}, {0, 2, 0.25}, {1, 2, 3.0}});
  const auto finding = find(finder, state, up_to_8_stages(4), CheapestFirst());
  // Greedy without threshold: R0 -> R1 (0.5), R1 -> R2 (3), R2 -> R1: (0, 1) 3*1 + 2 is cheapest.
  CHECK(finding->found == Found{{0, 1}, {3, 1}});
  CHECK(finding->edge_refused);
  CHECK(finding->log.stage_counts == std::vector<int>{8, 4, 4});
  const MadeState busy({3, 3, 3}, {1.0, 2.0, 3.0}, {{0, 1, 0.5}, {0, 2, 0.25}, {1, 2, 3.0}}, 1);
  CHECK_FALSE(find_cheapest(finder, busy, up_to_8_stages(4)));
}

TEST_CASE("a dead link is not an edge even when nothing runs") {
  BandwidthAware finder(0.5);
  CHECK_FALSE(find_cheapest(finder, MadeState({2, 2}, {1, 1}, {{0, 1, 0.0}}), up_to_8_stages(4)));
}

TEST_CASE("bace starts from a region only with a free GPU, and dead ends give no candidate") {
  BandwidthAware finder(0.5);
  // R0 is full. R1 - R2 hold 5, R3 holds 8 alone.
  const MadeState state({0, 3, 2, 8}, {0.1, 1.0, 1.0, 5.0}, {{0, 1, 99.0}, {1, 2, 99.0}});
  const auto finding = find(finder, state, up_to_8_stages(), CheapestFirst());
  CHECK(finding->found == Found{{3}, {8}});
  CHECK(finding->log.candidates.size() == 1);
  CHECK(finding->log.dead_ends.size() == 2);
}

TEST_CASE("equal prices: fewer regions, then the lexicographically smaller path") {
  BandwidthAware finder(0.5);
  const MadeState fewer({4, 4, 8}, {1.0, 1.0, 1.0}, {{0, 1, 99.0}, {1, 2, 9.0}, {0, 2, 9.0}});
  CHECK(find_cheapest(finder, fewer, up_to_8_stages()) == Found{{2}, {8}});
  const MadeState smaller({4, 4, 4}, {1.0, 1.0, 1.0}, {{1, 2, 99.0}, {0, 1, 9.0}, {0, 2, 10.0}});
  // R0 -> R2, R1 -> R2, R2 -> R1: (0, 2) is the smallest.
  CHECK(find_cheapest(finder, smaller, up_to_8_stages()) == Found{{0, 2}, {4, 4}});
}

TEST_CASE("prices within a relative 1e-9 are equal") {
  BandwidthAware finder(0.5);
  CHECK(find_cheapest(finder, MadeState({8, 8}, {1.0 + 1e-10, 1.0}, {}), up_to_8_stages()) ==
        Found{{0}, {8}});
  CHECK(find_cheapest(finder, MadeState({8, 8}, {1.0 + 1e-8, 1.0}, {}), up_to_8_stages()) ==
        Found{{1}, {8}});
}

TEST_CASE("with path_order the shortest path wins, whatever it costs") {
  BandwidthAware finder(0.5);
  const MadeState state({4, 4, 8}, {1.0, 1.0, 9.0}, {{0, 1, 99.0}, {1, 2, 9.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{2}, {8}});
  CHECK(find_cheapest(finder, state, up_to_8_stages()) == Found{{0, 1}, {4, 4}});
}

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
