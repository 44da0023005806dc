#include "mpi_runner/sharing/work_queue.hpp"

#include <rapidcheck/catch.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

namespace bacelab {
namespace {

WorkQueue queue_of(std::size_t worlds, std::size_t workers, std::size_t smallest) {
  return {{{0, worlds}}, {workers, smallest}};
}

std::vector<WorldRange> blocks_of(WorkQueue queue) {
  std::vector<WorldRange> blocks;
  while (!queue.empty()) blocks.push_back(queue.take().worlds);
  return blocks;
}

/// Ranges in order with gaps between them.
std::vector<WorldRange> any_ranges() {
  std::vector<WorldRange> ranges;
  std::size_t next = 0;
  const auto count = *rc::gen::inRange(0, 8);
  for (int i = 0; i < count; ++i) {
    next += *rc::gen::inRange<std::size_t>(1, 50);
    ranges.push_back({next, *rc::gen::inRange<std::size_t>(1, 2000)});
    next = ranges.back().end();
  }
  return ranges;
}

}  // namespace

TEST_CASE("work queue: every world once, in order, in blocks that shrink", "[sharing]") {
  rc::prop("for any number of worlds, workers and threads", [] {
    const auto worlds = *rc::gen::inRange<std::size_t>(1, 100000);
    const auto workers = *rc::gen::inRange<std::size_t>(1, 200);
    const auto smallest = *rc::gen::inRange<std::size_t>(1, 600);
    std::size_t next = 0;
    std::size_t last = std::max(smallest, WorkQueue::largest_block);
    for (const WorldRange& block : blocks_of(queue_of(worlds, workers, smallest))) {
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

TEST_CASE("work queue: ranges with gaps, every world of them once and in order", "[sharing]") {
  rc::prop("for any ranges", [] {
    const auto ranges = any_ranges();
    const auto smallest = *rc::gen::inRange<std::size_t>(1, 300);
    WorkQueue queue(ranges, {*rc::gen::inRange<std::size_t>(1, 20), smallest});
    for (const WorldRange& range : ranges) {
      for (std::size_t next = range.first; next < range.end();) {
        RC_ASSERT_FALSE(queue.empty());
        const WorldRange block = queue.take().worlds;
        RC_ASSERT(block.first == next);
        RC_ASSERT(block.end() <= range.end());
        RC_ASSERT(block.count >= std::min(smallest, range.end() - next));
        next = block.end();
      }
    }
    RC_ASSERT(queue.empty());
    RC_ASSERT(queue.take().worlds.count == 0U);
  });
}

TEST_CASE("work queue: blocks are a quarter of a rank's equal part", "[sharing]") {
  const auto blocks = blocks_of(queue_of(800, 2, 4));
  REQUIRE(blocks.size() > 3);
  CHECK(blocks[0].count == 100);
  CHECK(blocks[1].count == 87);  // of the 700 that are left
  CHECK(blocks[2].count == 76);
  CHECK(blocks.back().count <= 4);
  const auto of_two = blocks_of({{{0, 400}, {1000, 400}}, {2, 4}});
  CHECK(of_two[0].count == 100);
}

TEST_CASE("work queue: no block is too large to be written without delay", "[sharing]") {
  CHECK(blocks_of(queue_of(1000000, 1, 4)).front().count == WorkQueue::largest_block);
  CHECK(blocks_of(queue_of(1000000, 1, 500)).front().count == 500);
}

TEST_CASE("work queue: when all is handed out there is nothing more", "[sharing]") {
  WorkQueue queue = queue_of(3, 1, 4);
  CHECK_FALSE(queue.empty());
  CHECK(queue.take().worlds.count == 3);
  CHECK(queue.empty());
  CHECK(queue.take().worlds.count == 0);
  CHECK(queue.take().worlds.count == 0);
  CHECK(WorkQueue({}, Workers{}).empty());
}

TEST_CASE("work queue: closed, it hands out nothing", "[sharing]") {
  WorkQueue queue = queue_of(100, 1, 4);
  static_cast<void>(queue.take());
  queue.close();
  CHECK(queue.empty());
  CHECK(queue.take().worlds.count == 0);
}

}  // namespace bacelab
