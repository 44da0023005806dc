#include "mpi_runner/results/block_buffer.hpp"

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

RunBlock worlds(std::size_t first, std::size_t count) { return {first, count, {2, 3, 0, 0}}; }

TEST_CASE("block buffer: adjacent blocks come out together, in order", "[results]") {
  BlockBuffer buffer(1000000);
  for (const std::size_t first : {20, 5, 0, 25}) buffer.add(worlds(first, 5));
  const auto groups = buffer.take();
  REQUIRE(groups.size() == 2);
  REQUIRE(groups[0].size() == 2);
  REQUIRE(groups[1].size() == 2);
  CHECK(groups[0][0].first_world == 0);
  CHECK(groups[0][1].first_world == 5);
  CHECK(groups[1][0].first_world == 20);
  CHECK(groups[1][1].first_world == 25);
  CHECK(buffer.take().empty());
}

TEST_CASE("block buffer: it is full from its capacity on, and empty when taken", "[results]") {
  BlockBuffer buffer(2 * byte_count(worlds(0, 5)));
  buffer.add(worlds(0, 5));
  CHECK_FALSE(buffer.is_full());
  buffer.add(worlds(5, 5));
  CHECK(buffer.is_full());
  static_cast<void>(buffer.take());
  CHECK_FALSE(buffer.is_full());
}

TEST_CASE("block buffer: a block that comes again replaces the first", "[results]") {
  BlockBuffer buffer(2 * byte_count(worlds(0, 5)));
  buffer.add(worlds(0, 5));
  buffer.add(worlds(0, 5));
  CHECK_FALSE(buffer.is_full());
  CHECK(buffer.take().size() == 1);
}

TEST_CASE("block buffer: blocks that overlap are not put together", "[results]") {
  BlockBuffer buffer(1000000);
  buffer.add(worlds(0, 5));
  buffer.add(worlds(3, 5));
  CHECK(buffer.take().size() == 2);
}

}  // namespace
}  // namespace bacelab
