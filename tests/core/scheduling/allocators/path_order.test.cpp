#include "core/scheduling/allocators/path_order.hpp"

#include <catch2/catch.hpp>

#include "tests/support/state.hpp"

namespace bacelab {
namespace {

using namespace testing;

std::vector<int> divide_in_path_order(const MadeState& made,
                                      const std::vector<std::size_t>& regions, int k) {
  const StageOption option = {k, 1.0, 1.0, 1.0};
  Placement placement = {path(regions), {99}, &option, {}};
  PathOrder().allocate(made.state(), placement);
  return placement.stages;
}

}  // namespace

TEST_CASE("one stage in every region, the rest in path order") {
  const MadeState made({4, 2, 4}, {3.0, 1.0, 2.0}, {});
  CHECK(divide_in_path_order(made, {0, 1, 2}, 3) == std::vector<int>{1, 1, 1});
  CHECK(divide_in_path_order(made, {0, 1, 2}, 5) == std::vector<int>{3, 1, 1});
  CHECK(divide_in_path_order(made, {0, 1, 2}, 7) == std::vector<int>{4, 2, 1});
  CHECK(divide_in_path_order(made, {1, 2, 0}, 6) == std::vector<int>{2, 3, 1});
  CHECK(divide_in_path_order(made, {0, 1, 2}, 10) == std::vector<int>{4, 2, 4});
  CHECK(divide_in_path_order(made, {2}, 2) == std::vector<int>{2});
}

TEST_CASE("the shorter path is better, whatever it costs") {
  const PathOrder allocator;
  const Placement dear = {path({0}), {2}, nullptr, {9.0, 9.0}};
  const Placement cheap = {path({1, 0}), {1, 1}, nullptr, {1.0, 1.0}};
  CHECK(allocator.better(dear, cheap));
  CHECK_FALSE(allocator.better(cheap, dear));
}

}  // namespace bacelab
