#include "mpi_runner/sharing/protocol.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>

#include "tests/mpi_runner/compute/blocks.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

FinishedBlock finished_block() {
  FinishedBlock finished;
  finished.block = RunBlock(1000, 2, {2, 3, 0, 0});
  finished.block.metrics[0] = 1.0 / 3.0;
  finished.block.metrics[1] = -std::numeric_limits<double>::infinity();
  finished.block.status[3] = RunStatus::failed;
  finished.block.redraws[1] = 77;
  finished.block.wall_s[0] = 0.25;
  finished.failures = {{3, 4, "bace", "a message\nof two lines"},
                       {5, 4294967295U, "", std::string("with a \0 in it", 14)}};
  return finished;
}

}  // namespace

TEST_CASE("protocol: a range of worlds comes back", "[sharing]") {
  rc::prop("any range", [] {
    const WorldRange range = {*rc::gen::arbitrary<std::size_t>(),
                              *rc::gen::arbitrary<std::size_t>()};
    const WorldRange back = unpack_range(pack(range));
    RC_ASSERT(back.first == range.first);
    RC_ASSERT(back.count == range.count);
  });
}

TEST_CASE("protocol: a block comes back to the last bit, with its failures", "[sharing]") {
  const FinishedBlock finished = finished_block();
  const FinishedBlock back = unpack_finished(pack(finished));
  CHECK(same_results(back.block, finished.block));
  CHECK(same_bits(back.block.wall_s, finished.block.wall_s));
  REQUIRE(back.failures.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(back.failures[i].point == finished.failures[i].point);
    CHECK(back.failures[i].replication == finished.failures[i].replication);
    CHECK(back.failures[i].policy == finished.failures[i].policy);
    CHECK(back.failures[i].message == finished.failures[i].message);
  }
}

TEST_CASE("protocol: a block without failures or job rows, and with job rows", "[sharing]") {
  FinishedBlock finished;
  finished.block = RunBlock(0, 3, {1, 2, 4, 5});
  for (std::size_t i = 0; i < finished.block.jobs.size(); ++i) {
    finished.block.jobs[i] = std::sqrt(static_cast<double>(i));
  }
  const FinishedBlock back = unpack_finished(pack(finished));
  CHECK(same_results(back.block, finished.block));
  CHECK(back.failures.empty());
}

TEST_CASE("protocol: a message that is cut short is refused", "[sharing]") {
  const auto range = pack(WorldRange{1, 2});
  CHECK_THROWS_AS(unpack_range(std::span(range).first(range.size() - 1)), std::invalid_argument);
  const auto bytes = pack(finished_block());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_THROWS_AS(unpack_finished(std::span(bytes).first(size)), std::invalid_argument);
  }
}

}  // namespace bacelab
