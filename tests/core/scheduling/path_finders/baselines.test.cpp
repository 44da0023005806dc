#include "core/scheduling/path_finders/baselines.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/finding.hpp"

namespace bacelab {
using namespace testing;

// ---- cross_cheapest ----

TEST_CASE("cross_cheapest chains by price and stops when the GPUs suffice") {
  CrossCheapest finder;
  const MadeState state({3, 3, 3, 3}, {4.0, 1.0, 2.0, 3.0},
                        {{0, 1, 1.0}, {1, 2, 1.0}, {2, 3, 1.0}, {1, 3, 1.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{1, 2, 3}, {3, 3, 2}});
}

TEST_CASE("cross_cheapest skips for good a region that is not a neighbour of the last") {
  CrossCheapest finder;
  // By price 0, 1, 2, 3. R1 is not a neighbour of R0; it is one of R2, but its turn is over.
  const MadeState state({2, 2, 4, 4}, {1.0, 2.0, 3.0, 4.0},
                        {{0, 2, 9.0}, {1, 2, 9.0}, {2, 3, 9.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{0, 2, 3}, {2, 4, 2}});
}

TEST_CASE("cross_cheapest: a link without capacity and a region without free GPUs don't count") {
  CrossCheapest finder;
  const MadeState state({4, 4, 0, 4}, {1.0, 2.0, 0.5, 3.0},
                        {{0, 1, 0.0}, {0, 2, 9.0}, {0, 3, 0.001}, {2, 3, 9.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{0, 3}, {4, 4}});
}

TEST_CASE("cross_cheapest takes a link that is overbooked") {
  CrossCheapest finder;
  const MadeState state({4, 4}, {1.0, 2.0}, {{0, 1, 5.0, 50.0}}, 3);
  const auto finding = find(finder, state, up_to_8_stages(), PathOrder());
  CHECK(finding->found == Found{{0, 1}, {4, 4}});
  CHECK_FALSE(finding->edge_refused);
}

TEST_CASE("cross_cheapest: the stage count is limited by all free GPUs, linked or not") {
  CrossCheapest finder;
  // 7 free: k = 4. R0, R1 have 3, R2 has no link: k = 3.
  const MadeState state({2, 1, 4}, {1.0, 2.0, 3.0}, {{0, 1, 9.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{0, 1}, {2, 1}});
}

TEST_CASE("cross_cheapest cuts a path that never suffices where the smaller count is reached") {
  CrossCheapest finder;
  // 8 free wanted; the path R0, R1, R2 holds 5: k = 4, reached at R1 (1 + 3).
  const MadeState state({1, 3, 1, 3}, {1.0, 2.0, 3.0, 4.0}, {{0, 1, 9.0}, {1, 2, 9.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{0, 1}, {1, 3}});
}

TEST_CASE("cross_cheapest has no second start") {
  CrossCheapest finder;
  // The fewest are 4. The cheapest region has 1 GPU and no link; R1 alone would do.
  const MadeState state({1, 8}, {1.0, 2.0}, {});
  const auto finding = find(finder, state, up_to_8_stages(4), PathOrder());
  CHECK_FALSE(finding->found);
  CHECK(finding->log.dead_ends == std::vector<std::vector<RegionIndex>>{path({0})});
}

TEST_CASE("cross_cheapest: equal prices by index, the path may be one region") {
  CrossCheapest finder;
  const MadeState state({2, 8, 8}, {3.0, 1.0, 1.0}, {{1, 2, 9.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{1}, {8}});
}

TEST_CASE("too few free GPUs in total give no placement") {
  CrossCheapest cheapest;
  CrossGreedy greedy;
  const MadeState few({1, 1, 1}, {1.0, 1.0, 1.0}, {{0, 1, 9.0}, {1, 2, 9.0}, {0, 2, 9.0}});
  CHECK_FALSE(find_in_order(cheapest, few, up_to_8_stages(4)));
  CHECK_FALSE(find_in_order(greedy, few, up_to_8_stages(4)));
  const MadeState none({0, 0}, {1.0, 1.0}, {{0, 1, 9.0}});
  CHECK_FALSE(find_in_order(cheapest, none, up_to_8_stages()));
  CHECK_FALSE(find_in_order(greedy, none, up_to_8_stages()));
}

// ---- cross_greedy ----

TEST_CASE("cross_greedy goes from the most free GPUs along the highest residual") {
  CrossGreedy finder;
  // From R1 (3 free): R0 leaves 5, R2 6, R3 is full. From R2: R0 only. Then R0 and R3 ...
  const MadeState state({2, 3, 2, 0}, {1.0, 1.0, 1.0, 1.0},
                        {{0, 1, 9.0, 4.0}, {1, 2, 8.0, 2.0}, {1, 3, 99.0}, {0, 2, 1.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{1, 2}, {3, 1}});  // 7 free: k = 4
  const MadeState more({3, 3, 2, 0}, {1.0, 1.0, 1.0, 1.0},
                       {{0, 1, 9.0, 4.0}, {1, 2, 8.0, 2.0}, {1, 3, 99.0}, {0, 2, 1.0}});
  CHECK(find_in_order(finder, more, up_to_8_stages()) == Found{{0, 1, 2}, {3, 3, 2}});
}

TEST_CASE("cross_greedy: equal residuals and equal free GPUs go to the lower index") {
  CrossGreedy finder;
  const MadeState state({3, 3, 3}, {1.0, 1.0, 1.0}, {{0, 2, 5.0}, {0, 1, 6.0, 1.0}, {1, 2, 5.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{0, 1, 2}, {3, 3, 2}});
}

TEST_CASE("cross_greedy takes negative residuals, the least negative first") {
  CrossGreedy finder;
  const MadeState state({4, 2, 2}, {1.0, 1.0, 1.0}, {{0, 1, 1.0, 9.0}, {0, 2, 1.0, 5.0}}, 2);
  const auto finding = find(finder, state, up_to_8_stages(), PathOrder());
  // 8 free: k = 8; R0, R2, and R1 is not a neighbour of R2: 6, so k = 4, cut at R0.
  CHECK(finding->found == Found{{0}, {4}});
  CHECK(finding->log.dead_ends == std::vector<std::vector<RegionIndex>>{path({0, 2})});
}

TEST_CASE("cross_greedy may run into a dead end that another way would have avoided") {
  CrossGreedy finder;
  // R0 - R1 (best) ends; R0 - R2 - R3 would hold 8.
  const MadeState state({3, 2, 2, 3}, {1.0, 1.0, 1.0, 1.0},
                        {{0, 1, 9.0}, {0, 2, 8.0}, {2, 3, 8.0}});
  // 10 free: k = 8. The path R0, R1 holds 5: k = 4, both regions needed.
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{0, 1}, {3, 1}});
  CHECK_FALSE(find_in_order(finder, state, up_to_8_stages(8)));
}

TEST_CASE("cross_greedy leaves the division to the allocator") {
  CrossGreedy finder;
  const MadeState state({3, 3}, {5.0, 1.0}, {{0, 1, 5.0}});
  CHECK(find_in_order(finder, state, up_to_8_stages()) == Found{{0, 1}, {3, 1}});
  CHECK(find_cheapest(finder, state, up_to_8_stages()) == Found{{0, 1}, {1, 3}});
}

namespace {

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

// ---- the fewest stages that a job may start with ----

TEST_CASE("one region: a rigid job waits for what the largest region would give it") {
  // 8 GPUs in R0, 3 in R1: k_hat = 8 of K = 1, 2, 3, 4, 8; free are 3 and 2.
  const MadeState made({3, 2}, {2.0, 1.0}, {}, 1, 10);
  SingleCheapest elastic;
  CHECK(find_in_order(elastic, made, up_to_8_stages()) == Found{{1}, {2}});
  SingleCheapest three(0.3);  // of 8 stages: 2.4
  CHECK(find_in_order(three, made, up_to_8_stages()) == Found{{0}, {3}});
  SingleMostFree rigid(1.0);
  const auto finding = find(rigid, made, up_to_8_stages(), PathOrder());
  CHECK_FALSE(finding->found);
  CHECK(finding->log.reasons ==
        std::vector<std::string>{"no region has free GPUs for 8 stages, the fewest that the job "
                                 "may start with"});
}

TEST_CASE("one region: what a rigid job waits for is that of a region, not of all") {
  // No region ever holds more than 3. Nothing that runs matters.
  const MadeState made({3, 3, 2}, {2.0, 1.0, 0.5}, {}, 1);
  SingleCheapest rigid(1.0);
  CHECK(find_in_order(rigid, made, up_to_8_stages()) == Found{{1}, {3}});
  // Nor that nothing runs: the region could hold 4.
  const MadeState outage({3}, {1.0}, {}, 0, 4);
  CHECK_FALSE(find_in_order(rigid, outage, up_to_8_stages()));
}

TEST_CASE("across regions: a rigid job waits while others run and too few GPUs are free") {
  const MadeState made({2, 3}, {1.0, 1.0}, {{0, 1, 9.0}}, 1, 8);
  CrossCheapest half(0.5);  // of 8: 4 of the 5 free
  CHECK(find_in_order(half, made, up_to_8_stages()) == Found{{0, 1}, {2, 2}});
  CrossCheapest rigid(1.0);
  const auto finding = find(rigid, made, up_to_8_stages(), PathOrder());
  CHECK_FALSE(finding->found);
  CHECK(finding->log.stage_counts.empty());
  CHECK(finding->log.reasons ==
        std::vector<std::string>{"too few GPUs are free for 8 stages, the fewest that the job "
                                 "may start with"});
  // While nothing runs it takes what there is.
  CHECK(find_in_order(rigid, MadeState({2, 3}, {1.0, 1.0}, {{0, 1, 9.0}}, 0, 8),
                      up_to_8_stages()) == Found{{0, 1}, {2, 2}});
}

TEST_CASE("across regions: the path must hold the fewest stages too") {
  // 8 GPUs are free, but from R1 no way leads on: it holds 5, so k = 4.
  const auto made = [](int running) {
    return std::make_unique<MadeState>(std::vector{2, 5, 3}, std::vector{2.0, 1.0, 3.0},
                                       std::vector<StateLink>{{0, 2, 9.0}}, running);
  };
  CrossGreedy half(0.5);
  CHECK(find_in_order(half, *made(1), up_to_8_stages()) == Found{{1}, {4}});
  CrossGreedy more(0.51);
  const auto finding = find(more, *made(1), up_to_8_stages(), PathOrder());
  CHECK_FALSE(finding->found);
  CHECK(finding->log.stage_counts == std::vector{8});
  CHECK(finding->log.reasons ==
        std::vector<std::string>{"the path has too few GPUs for 8 stages, the fewest that the "
                                 "job may start with"});
  CHECK(find_in_order(more, *made(0), up_to_8_stages()) == Found{{1}, {4}});
}

TEST_CASE("a refusal for too few free GPUs lasts, one for the path does not") {
  const auto lasts = [](PathFinder&& finder, const MadeState& made) {
    Placement placement;
    const auto outcome =
        finder.find(made.state(), up_to_8_stages(), PathOrder(), placement, nullptr);
    CHECK_FALSE(outcome.found);
    return outcome.by_gpus_alone;
  };
  CHECK(lasts(SingleCheapest(1.0), MadeState({4, 4}, {1.0, 1.0}, {}, 1, 12)));
  CHECK(lasts(CrossCheapest(1.0), MadeState({4, 3}, {1.0, 1.0}, {}, 1, 8)));
  CHECK_FALSE(lasts(CrossCheapest(1.0), MadeState({4, 4}, {1.0, 1.0}, {}, 1)));
}

}  // namespace bacelab
