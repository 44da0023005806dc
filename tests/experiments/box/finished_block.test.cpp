#include "experiments/box/finished_block.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/experiments/box/blocks.hpp"
#include "tests/experiments/box/made_up.hpp"
#include "tests/results/sample_study.hpp"

namespace bacelab {
namespace {

/// Equal to the bit, so that NaN equals itself.
bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

TEST_CASE("run block bytes: what was packed is unpacked", "[results]") {
  const ResultsDescription study = sample::study_with_jobs();
  RunBlock block = sample::block(study, 5, 4);
  block.metrics[0] = std::nan("");
  block.status[1] = RunStatus::failed;
  const RunBlock copy = unpack(pack(block));
  CHECK(copy.first_world == 5);
  CHECK(copy.world_count == 4);
  CHECK(copy.shape == block.shape);
  CHECK(same_bits(copy.metrics, block.metrics));
  CHECK(same_bits(copy.wall_s, block.wall_s));
  CHECK(same_bits(copy.jobs, block.jobs));
  CHECK(copy.status == block.status);
  CHECK(copy.redraws == block.redraws);
}

TEST_CASE("run block bytes: a block without worlds is packed too", "[results]") {
  CHECK(unpack(pack(RunBlock(9, 0, {2, 3, 0, 0}))).first_world == 9);
}

TEST_CASE("run block bytes: other bytes are refused", "[results]") {
  std::vector<std::byte> bytes = pack(sample::block(sample::study(), 0, 2));
  SECTION("none") { bytes.clear(); }
  SECTION("too few") { bytes.pop_back(); }
  SECTION("too many") { bytes.push_back({}); }
  SECTION("another beginning") { bytes[0] ^= std::byte{1}; }
  SECTION("an absurd size") { bytes[2 * 8 + 7] = std::byte{0x7f}; }
  SECTION("absurd sizes") { std::fill(bytes.begin() + 16, bytes.begin() + 56, std::byte{0xff}); }
  CHECK_THROWS_AS(unpack(bytes), std::invalid_argument);
}

TEST_CASE("run block bytes: an inconsistent block is not packed", "[results]") {
  RunBlock block(0, 2, {2, 3, 0, 0});
  block.redraws.pop_back();
  CHECK_THROWS_AS(pack(block), std::invalid_argument);
}

using namespace bacelab::testing;

FinishedBlock odd_values() {
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

void leave_out(RunBlock& block, std::size_t world) {
  for (std::size_t policy = 0; policy < block.shape.policies; ++policy) {
    block.status[block.run_index(world, policy)] = RunStatus::not_run;
  }
}

}  // namespace

TEST_CASE("finished block: it comes back to the last bit, with its failures", "[compute]") {
  CHECK(same(unpack_finished(pack(odd_values())), odd_values()));
  const FinishedBlock with_jobs = made_up({3, 7}, 5);
  REQUIRE(with_jobs.failures.size() == 2);
  CHECK(same(unpack_finished(pack(with_jobs)), with_jobs));
}

TEST_CASE("finished block: without worlds or failures it comes back too", "[compute]") {
  FinishedBlock none;
  CHECK(same(unpack_finished(pack(none)), none));
  none.block = RunBlock(8, 0, made_up_shape);
  CHECK(same(unpack_finished(pack(none)), none));
}

TEST_CASE("finished block: bytes that are too few or too many are refused", "[compute]") {
  auto bytes = pack(odd_values());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_THROWS_AS(unpack_finished(std::span(bytes).first(size)), std::invalid_argument);
  }
  bytes.push_back(std::byte{});
  CHECK_THROWS_AS(unpack_finished(bytes), std::invalid_argument);
}

TEST_CASE("finished block: a part has its worlds and their failures, renumbered", "[compute]") {
  rc::prop("any part of any block", [] {
    const auto replications = *rc::gen::inRange<std::size_t>(1, 6);
    const WorldRange all = {*rc::gen::inRange<std::size_t>(0, 20),
                            *rc::gen::inRange<std::size_t>(1, 12)};
    const auto offset = *rc::gen::inRange<std::size_t>(0, all.count);
    const auto count = *rc::gen::inRange<std::size_t>(0, all.count - offset + 1);
    FinishedBlock part = slice(made_up(all, replications), offset, count, 1000, replications);
    RC_ASSERT(is_consistent(part.block));
    RC_ASSERT(part.block.first_world == 1000U);
    part.block.first_world = all.first + offset;
    RC_ASSERT(same(part, made_up({all.first + offset, count}, replications)));
  });
}

TEST_CASE("finished block: what has run is split at what has not", "[compute]") {
  rc::prop("any worlds left out", [] {
    const std::size_t first = 7;
    const auto left_out = *rc::gen::container<std::vector<bool>>(rc::gen::arbitrary<bool>());
    FinishedBlock finished = made_up({first, left_out.size()}, 4);
    for (std::size_t i = 0; i < left_out.size(); ++i) {
      if (left_out[i]) leave_out(finished.block, i);
    }
    std::size_t next = 0;  // world of which nothing was heard
    for (const FinishedBlock& part : split_finished(finished, 4)) {
      const std::size_t begin = part.block.first_world - first;
      // Between two parts there is something that has not run, and nothing else.
      RC_ASSERT((begin > next || next == 0));
      for (; next < begin; ++next) RC_ASSERT(left_out[next]);
      RC_ASSERT(part.block.world_count > 0U);
      for (; next < begin + part.block.world_count; ++next) RC_ASSERT(!left_out[next]);
      RC_ASSERT(same(part, made_up({part.block.first_world, part.block.world_count}, 4)));
    }
    for (; next < left_out.size(); ++next) RC_ASSERT(left_out[next]);
  });
}

TEST_CASE("finished block: a failure of a world that is left out goes with it", "[compute]") {
  FinishedBlock finished = made_up({0, 6}, 6);  // 2 and 5 have failures
  leave_out(finished.block, 2);
  const auto parts = split_finished(finished, 6);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].failures.empty());
  REQUIRE(parts[1].failures.size() == 1);
  CHECK(parts[1].failures[0].replication == 5);
}

TEST_CASE("run counts: runs are counted by what became of them", "[output]") {
  RunCounts counts;
  count(made_up({0, 3}, 9), counts);
  FinishedBlock other = made_up({6, 2}, 9);
  other.block.status[0] = RunStatus::stuck;
  other.block.status[2] = RunStatus::stuck;
  other.block.status[3] = RunStatus::failed;
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
