#include "core/scheduling/path_finders/greedy_walk.hpp"

#include <catch2/catch.hpp>

#include "tests/support/recording_log.hpp"
#include "tests/support/state.hpp"

namespace bacelab {
namespace {

using namespace testing;

/// R0 in the middle: R1 (residual 5), R2 (7), R3 (7); R2 - R3 has 1.
const std::vector<StateLink> star = {{0, 1, 5.0}, {0, 2, 9.0, 2.0}, {0, 3, 7.0}, {2, 3, 1.0}};

}  // namespace

TEST_CASE("a neighbour has a link with capacity, a free GPU, and is not on the path") {
  const MadeState made({1, 1, 0, 1}, {1, 1, 1, 1}, {{0, 1, 0.0}, {0, 2, 9.0}, {0, 3, 0.5, 9.0}});
  const auto& near = made.state().topology().neighbours(region(0));
  CHECK_FALSE(is_neighbour(made.view(), near[0], path({0})));     // no capacity
  CHECK_FALSE(is_neighbour(made.view(), near[1], path({0})));     // no free GPU
  CHECK(is_neighbour(made.view(), near[2], path({0})));           // overbooked, but a neighbour
  CHECK_FALSE(is_neighbour(made.view(), near[2], path({3, 0})));  // on the path
}

TEST_CASE("a path that has enough is not extended") {
  const MadeState made({2, 2, 2, 2}, {1, 1, 1, 1}, star);
  auto way = path({0});
  bool refused = false;
  CHECK(extend_greedily(made.view(), {}, 2, way, refused, nullptr));
  CHECK(way == path({0}));
}

TEST_CASE("extension takes the highest residual, ties to the lower index") {
  const MadeState made({2, 2, 2, 2}, {1, 1, 1, 1}, star);
  auto way = path({0});
  bool refused = false;
  CHECK(extend_greedily(made.view(), {}, 6, way, refused, nullptr));
  CHECK(way == path({0, 2, 3}));
  CHECK_FALSE(refused);
}

TEST_CASE("the threshold refuses edges without room, and says so") {
  const MadeState made({2, 2, 2, 2}, {1, 1, 1, 1}, star);
  auto way = path({0});
  bool refused = false;
  RecordingLog log;
  CHECK_FALSE(extend_greedily(made.view(), {6.0, true}, 6, way, refused, &log));
  CHECK(way == path({0, 2}));
  CHECK(refused);
  REQUIRE(log.refusals.size() == 2);
  CHECK(log.refusals[0].to == region(1));
  CHECK(log.refusals[0].residual == 5.0);
  CHECK(log.refusals[0].demand == 6.0);
  CHECK(log.refusals[1].from == region(2));
  CHECK(log.refusals[1].to == region(3));
  CHECK(log.dead_ends == std::vector<std::vector<RegionIndex>>{path({0, 2})});
}

TEST_CASE("a demand is as good as refused only beyond the tolerance") {
  const MadeState made({1, 1}, {1, 1}, {{0, 1, 1e9}});
  bool refused = false;
  auto near = path({0});
  CHECK(extend_greedily(made.view(), {1e9 + 0.5, true}, 2, near, refused, nullptr));
  auto far = path({0});
  CHECK_FALSE(extend_greedily(made.view(), {1e9 + 2.0, true}, 2, far, refused, nullptr));
}

TEST_CASE("a region of another kind of refusal is not counted as refused") {
  // R1 has no free GPU and the link no room: it is not a neighbour at all.
  const MadeState made({1, 0}, {1, 1}, {{0, 1, 1.0}});
  auto way = path({0});
  bool refused = false;
  CHECK_FALSE(extend_greedily(made.view(), {6.0, true}, 2, way, refused, nullptr));
  CHECK_FALSE(refused);
}

}  // namespace bacelab
