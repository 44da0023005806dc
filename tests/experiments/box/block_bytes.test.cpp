#include "experiments/box/block_bytes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/experiments/box/blocks.hpp"
#include "tests/experiments/box/made_up.hpp"

namespace bacelab {

using namespace bacelab::testing;

namespace {

RunBlock odd_values() {
  RunBlock block({1000, 2}, {2, 3, 0, 0});
  block.metrics[0] = 1.0 / 3.0;
  block.metrics[1] = -std::numeric_limits<double>::infinity();
  block.metrics[2] = std::nan("");
  block.status[3] = RunStatus::failed;
  block.redraws[1] = 77;
  block.wall_s[0] = 0.25;
  block.failures = {{3, 4, "bace", "a message\nof two lines"},
                    {5, 4294967295U, "", std::string("with a \0 in it", 14)}};
  return block;
}

}  // namespace

TEST_CASE("block bytes: a block comes back to the last bit, with its failures", "[compute]") {
  CHECK(same(unpack(pack(odd_values())), odd_values()));
  const RunBlock with_jobs = made_up({3, 7}, 5);
  REQUIRE(with_jobs.failures.size() == 2);
  CHECK(same(unpack(pack(with_jobs)), with_jobs));
}

TEST_CASE("block bytes: without worlds or failures it comes back too", "[compute]") {
  CHECK(same(unpack(pack(RunBlock())), RunBlock()));
  const RunBlock none({8, 0}, made_up_shape);
  CHECK(same(unpack(pack(none)), none));
}

TEST_CASE("block bytes: bytes that are too few or too many are refused", "[compute]") {
  auto bytes = pack(odd_values());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_THROWS_AS(unpack(std::span(bytes).first(size)), std::invalid_argument);
  }
  bytes.push_back(std::byte{});
  CHECK_THROWS_AS(unpack(bytes), std::invalid_argument);
}

TEST_CASE("block bytes: bytes that are no block are refused", "[results]") {
  std::vector<std::byte> bytes = pack(odd_values());
  constexpr std::size_t numbers = 8;  // where they begin, behind their size
  SECTION("another beginning") { bytes[numbers] ^= std::byte{1}; }
  SECTION("an absurd size") { bytes[numbers + 2 * 8 + 7] = std::byte{0x7f}; }
  SECTION("absurd sizes") {
    std::fill(bytes.begin() + numbers + 16, bytes.begin() + numbers + 56, std::byte{0xff});
  }
  CHECK_THROWS_AS(unpack(bytes), std::invalid_argument);
}

TEST_CASE("block bytes: an inconsistent block is not packed", "[results]") {
  RunBlock block({0, 2}, {2, 3, 0, 0});
  block.redraws.pop_back();
  CHECK_THROWS_AS(pack(block), std::invalid_argument);
}

}  // namespace bacelab
