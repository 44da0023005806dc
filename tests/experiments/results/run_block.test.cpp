#include "experiments/results/run_block.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>

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

}  // namespace
}  // namespace bacelab
