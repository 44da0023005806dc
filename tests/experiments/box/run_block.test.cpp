#include "experiments/box/run_block.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace bacelab {
namespace {

TEST_CASE("run block: a new one says that nothing ran", "[results]") {
  const RunBlock block(3, 2, {2, 4, 5, 6});
  CHECK(is_consistent(block));
  CHECK(block.metrics.size() == 2 * 2 * 4);
  CHECK(block.jobs.size() == 2 * 2 * 5 * 6);
  CHECK(std::isnan(block.metrics.back()));
  CHECK(std::isnan(block.wall_s.back()));
  CHECK(block.status == std::vector<RunStatus>(4, RunStatus::not_run));
  CHECK(block.redraws == std::vector<std::int64_t>(2, 0));
}

TEST_CASE("run block: a run's metrics and jobs are parts of the arrays", "[results]") {
  RunBlock block(0, 2, {2, 3, 2, 1});
  block.metrics_of(1, 0)[2] = 7;
  block.jobs_of(1, 1)[1] = 8;
  CHECK(block.metrics[1 * 2 * 3 + 0 * 3 + 2] == 7);
  CHECK(block.jobs.back() == 8);
}

TEST_CASE("run block: an array of another size is inconsistent", "[results]") {
  RunBlock block(0, 2, {2, 3, 0, 0});
  block.redraws.pop_back();
  CHECK_FALSE(is_consistent(block));
}

/// A block in which every number is a different one.
RunBlock numbered(std::size_t first, std::size_t count) {
  RunBlock block(first, count, {2, 3, 2, 2});
  std::iota(block.metrics.begin(), block.metrics.end(), 0.0);
  std::iota(block.wall_s.begin(), block.wall_s.end(), 1000.0);
  std::iota(block.jobs.begin(), block.jobs.end(), 2000.0);
  std::iota(block.redraws.begin(), block.redraws.end(), 3000);
  for (std::size_t run = 0; run < block.status.size(); ++run) {
    block.status[run] = static_cast<RunStatus>(run % 4);
  }
  return block;
}

TEST_CASE("run block: a slice has the runs of its worlds, and its own number", "[results]") {
  RunBlock all = numbered(100, 5);
  RunBlock part = slice(all, 1, 3, 7);
  CHECK(part.first_world == 7);
  CHECK(part.world_count == 3);
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

TEST_CASE("run block: slices that follow each other are the whole", "[results]") {
  const RunBlock all = numbered(10, 5);
  const RunBlock front = slice(all, 0, 2, 10);
  const RunBlock back = slice(all, 2, 3, 12);
  std::vector<double> metrics = front.metrics;
  metrics.insert(metrics.end(), back.metrics.begin(), back.metrics.end());
  CHECK(metrics == all.metrics);
  CHECK(slice(all, 0, 5, 10).jobs == all.jobs);
  CHECK(is_consistent(slice(all, 5, 0, 15)));
}

TEST_CASE("run block: a slice without job rows has none", "[results]") {
  const RunBlock part = slice(RunBlock(0, 4, {2, 1, 0, 0}), 1, 2, 1);
  CHECK(is_consistent(part));
  CHECK(part.jobs.empty());
}

}  // namespace
}  // namespace bacelab
