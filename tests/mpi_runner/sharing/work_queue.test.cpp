#include "mpi_runner/sharing/work_queue.hpp"

#include <rapidcheck/catch.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

namespace bacelab {
namespace {

std::vector<WorldRange> blocks_of(WorkQueue queue) {
  std::vector<WorldRange> blocks;
  while (!queue.empty()) blocks.push_back(queue.take());
  return blocks;
}

}  // namespace

TEST_CASE("work queue: every world once, in order, in blocks that shrink", "[sharing]") {
  rc::prop("for any number of worlds, workers and threads", [] {
    const auto worlds = *rc::gen::inRange<std::size_t>(0, 100000);
    const auto workers = *rc::gen::inRange<std::size_t>(1, 200);
    const auto smallest = *rc::gen::inRange<std::size_t>(1, 600);
    std::size_t next = 0;
    std::size_t last = std::max(smallest, WorkQueue::largest_block);
    for (const WorldRange& block : blocks_of(WorkQueue(worlds, workers, smallest))) {
      RC_ASSERT(block.first == next);
      RC_ASSERT(block.count > 0U);
      RC_ASSERT(block.count <= last);
      RC_ASSERT(block.count >= std::min(smallest, worlds - next));
      next += block.count;
      last = block.count;
    }
    RC_ASSERT(next == worlds);
  });
}

TEST_CASE("work queue: blocks are a quarter of a rank's equal part", "[sharing]") {
  const auto blocks = blocks_of(WorkQueue(800, 2, 4));
  REQUIRE(blocks.size() > 3);
  CHECK(blocks[0].count == 100);
  CHECK(blocks[1].count == 87);  // of the 700 that are left
  CHECK(blocks[2].count == 76);
  CHECK(blocks.back().count <= 4);
}

TEST_CASE("work queue: no block is too large to be sent without delay", "[sharing]") {
  CHECK(blocks_of(WorkQueue(1000000, 1, 4)).front().count == WorkQueue::largest_block);
  CHECK(blocks_of(WorkQueue(1000000, 1, 500)).front().count == 500);
}

TEST_CASE("work queue: when all is handed out, there is nothing more", "[sharing]") {
  WorkQueue queue(3, 1, 4);
  CHECK_FALSE(queue.empty());
  CHECK(queue.take().count == 3);
  CHECK(queue.empty());
  CHECK(queue.take().count == 0);
  CHECK(queue.take().count == 0);
  CHECK(WorkQueue(0, 1, 1).empty());
}

TEST_CASE("work queue: closed, it hands out nothing", "[sharing]") {
  WorkQueue queue(100, 1, 4);
  static_cast<void>(queue.take());
  queue.close();
  CHECK(queue.empty());
  CHECK(queue.take().count == 0);
}

}  // namespace bacelab
