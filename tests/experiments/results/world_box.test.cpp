#include "experiments/results/world_box.hpp"

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

TEST_CASE("world boxes: a range within a point is one box", "[results]") {
  CHECK(world_boxes(12, 3, 10) == std::vector<WorldBox>{{1, 1, 2, 3}});
}

TEST_CASE("world boxes: whole points are one box", "[results]") {
  CHECK(world_boxes(10, 30, 10) == std::vector<WorldBox>{{1, 3, 0, 10}});
}

TEST_CASE("world boxes: a rest, whole points and a beginning are three boxes", "[results]") {
  CHECK(world_boxes(7, 25, 10) == std::vector<WorldBox>{{0, 1, 7, 3}, {1, 2, 0, 10}, {3, 1, 0, 2}});
}

TEST_CASE("world boxes: no worlds, no boxes", "[results]") { CHECK(world_boxes(7, 0, 10).empty()); }

TEST_CASE("world boxes: every range is covered once and in order", "[results]") {
  for (std::size_t first = 0; first < 9; ++first) {
    for (std::size_t count = 0; count < 20; ++count) {
      std::size_t next = first;
      for (const WorldBox& box : world_boxes(first, count, 4)) {
        CHECK(box.first_point * 4 + box.first_replication == next);
        CHECK((box.points == 1 || box.replications == 4));
        next += box.world_count();
      }
      CHECK(next == first + count);
    }
  }
}

}  // namespace
}  // namespace bacelab
