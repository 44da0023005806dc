#include "experiments/box/run_block.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
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

namespace {

StudyBox box_of(std::size_t replications) { return {100, replications, 2}; }

TEST_CASE("run block: a new one says that nothing ran", "[results]") {
  const RunBlock block({3, 2}, {2, 4, 5, 6, 7});
  CHECK(is_consistent(block));
  CHECK(block.metrics.size() == 2 * 2 * 4);
  CHECK(block.jobs.size() == 2 * 2 * 5 * 6);
  CHECK(std::isnan(block.metrics.back()));
  CHECK(std::isnan(block.wall_s.back()));
  CHECK(block.status == std::vector<RunStatus>(4, RunStatus::not_run));
  CHECK(block.redraws == std::vector<std::int64_t>(2, 0));
  CHECK(block.summaries.size() == 2 * 7);
  CHECK(std::isnan(block.summaries.back()));
}

TEST_CASE("run block: a run's metrics and jobs are parts of the arrays", "[results]") {
  RunBlock block({0, 2}, {2, 3, 2, 1});
  block.metrics_of(1, 0)[2] = 7;
  block.jobs_of(1, 1)[1] = 8;
  CHECK(block.metrics[1 * 2 * 3 + 0 * 3 + 2] == 7);
  CHECK(block.jobs.back() == 8);
}

TEST_CASE("run block: an array of another size is inconsistent", "[results]") {
  RunBlock block({0, 2}, {2, 3, 0, 0});
  block.redraws.pop_back();
  CHECK_FALSE(is_consistent(block));
  RunBlock other({0, 2}, {2, 3, 0, 0, 4});
  other.summaries.pop_back();
  CHECK_FALSE(is_consistent(other));
}

/// A block in which every number is a different one.
RunBlock numbered(std::size_t first, std::size_t count) {
  RunBlock block({first, count}, {2, 3, 2, 2});
  std::iota(block.metrics.begin(), block.metrics.end(), 0.0);
  std::iota(block.wall_s.begin(), block.wall_s.end(), 1000.0);
  std::iota(block.jobs.begin(), block.jobs.end(), 2000.0);
  std::iota(block.redraws.begin(), block.redraws.end(), 3000);
  for (std::size_t run = 0; run < block.status.size(); ++run) {
    block.status[run] = static_cast<RunStatus>(run % 4);
  }
  return block;
}

TEST_CASE("run block: a slice has the runs of its worlds", "[results]") {
  RunBlock all = numbered(100, 5);
  RunBlock part = slice(all, {101, 3}, box_of(4));
  CHECK(part.worlds == WorldRange{101, 3});
  CHECK(part.shape == all.shape);
  REQUIRE(is_consistent(part));
  for (std::size_t world = 0; world < 3; ++world) {
    CHECK(part.redraws[world] == all.redraws[world + 1]);
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const std::size_t here = part.run_index(world, policy);
      const std::size_t there = all.run_index(world + 1, policy);
      CHECK(part.status[here] == all.status[there]);
      CHECK(part.wall_s[here] == all.wall_s[there]);
      CHECK(std::ranges::equal(part.metrics_of(world, policy), all.metrics_of(world + 1, policy)));
      CHECK(std::ranges::equal(part.jobs_of(world, policy), all.jobs_of(world + 1, policy)));
    }
  }
}

TEST_CASE("run block: a slice without job rows has none", "[results]") {
  const RunBlock part = slice(RunBlock({0, 4}, {2, 1, 0, 0}), {1, 2}, box_of(4));
  CHECK(is_consistent(part));
  CHECK(part.jobs.empty());
}

}  // namespace

TEST_CASE("run block: a part has its worlds and their failures", "[compute]") {
  rc::prop("any part of any block", [] {
    const auto replications = *rc::gen::inRange<std::size_t>(1, 6);
    const WorldRange all = {*rc::gen::inRange<std::size_t>(0, 20),
                            *rc::gen::inRange<std::size_t>(1, 12)};
    const auto offset = *rc::gen::inRange<std::size_t>(0, all.count);
    const auto count = *rc::gen::inRange<std::size_t>(0, all.count - offset + 1);
    const WorldRange some = {all.first + offset, count};
    const RunBlock part = slice(made_up(all, replications), some, box_of(replications));
    RC_ASSERT(is_consistent(part));
    RC_ASSERT(same(part, made_up(some, replications)));
  });
}

TEST_CASE("run block: parts that follow each other are the whole", "[compute]") {
  rc::prop("any part that is cut off", [] {
    const auto count = *rc::gen::inRange<std::size_t>(1, 12);
    const auto front = *rc::gen::inRange<std::size_t>(0, count + 1);
    const RunBlock all = made_up({3, count}, 4);
    RunBlock joined = slice(all, {3, front}, box_of(4));
    append(slice(all, {3 + front, count - front}, box_of(4)), joined);
    RC_ASSERT(same(joined, all));
  });
}

TEST_CASE("run block: what has run is split at what has not", "[compute]") {
  rc::prop("any worlds left out", [] {
    const std::size_t first = 7;
    const auto left_out = *rc::gen::container<std::vector<bool>>(rc::gen::arbitrary<bool>());
    RunBlock block = made_up({first, left_out.size()}, 4);
    for (std::size_t i = 0; i < left_out.size(); ++i) {
      if (left_out[i]) block.leave_out(i);
    }
    std::size_t next = 0;  // world of which nothing was heard
    for (const RunBlock& part : split_finished(block, box_of(4))) {
      const std::size_t begin = part.worlds.first - first;
      // Between two parts there is something that has not run, and nothing else.
      RC_ASSERT((begin > next || next == 0));
      for (; next < begin; ++next) RC_ASSERT(left_out[next]);
      RC_ASSERT(part.worlds.count > 0U);
      for (; next < begin + part.worlds.count; ++next) RC_ASSERT(!left_out[next]);
      RC_ASSERT(same(part, made_up(part.worlds, 4)));
    }
    for (; next < left_out.size(); ++next) RC_ASSERT(left_out[next]);
  });
}

TEST_CASE("run block: a failure of a world that is left out goes with it", "[compute]") {
  RunBlock block = made_up({0, 6}, 6);  // 2 and 5 have failures
  block.leave_out(2);
  const auto parts = split_finished(block, box_of(6));
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].failures.empty());
  REQUIRE(parts[1].failures.size() == 1);
  CHECK(parts[1].failures[0].replication == 5);
}

TEST_CASE("run counts: runs are counted by what became of them", "[output]") {
  RunCounts counts;
  count(made_up({0, 3}, 9), counts);
  RunBlock other = made_up({6, 2}, 9);
  other.status[0] = RunStatus::stuck;
  other.status[2] = RunStatus::stuck;
  other.status[3] = RunStatus::failed;
  count(other, counts);
  CHECK(counts.worlds == 5);
  CHECK(counts.runs == 10);
  CHECK(counts.stuck == 2);
  CHECK(counts.failed == 2);
  CHECK(counts.redraws == 0 + 1 + 2 + 6 + 7);
  CHECK(counts.failures.size() == 1);
}

TEST_CASE("run counts: failures are sorted by point then replication then policy", "[output]") {
  RunCounts counts;
  counts.failures = {{1, 0, "a", ""}, {0, 7, "b", ""}, {0, 7, "a", ""}, {0, 2, "z", ""}};
  sort_failures(counts);
  std::string order;
  for (const RunFailure& failure : counts.failures) {
    order += std::to_string(failure.point) + std::to_string(failure.replication) + failure.policy;
  }
  CHECK(order == "02z07a07b10a");
}

}  // namespace bacelab
