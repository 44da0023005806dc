#include "experiments/results/run_columns.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "tests/results/sample_study.hpp"

namespace bacelab {
namespace {

TEST_CASE("run columns: adjacent blocks become one array a variable", "[results]") {
  const ResultsDescription study = sample::study_with_jobs();
  const std::vector<RunBlock> blocks = {sample::block(study, 2, 9), sample::block(study, 11, 1)};
  const RunColumns columns = to_columns(blocks);
  REQUIRE(columns.first_world == 2);
  REQUIRE(columns.world_count == 10);
  REQUIRE(columns.status.size() == 20);
  REQUIRE(columns.redraws.size() == 10);
  for (std::size_t world = 0; world < 10; ++world) {
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const std::size_t run = world * 2 + policy;
      CHECK(columns.metrics[2][run] == sample::metric_value(world + 2, policy, 2));
      CHECK(columns.jobs[1][run * 2] == sample::job_value(world + 2, policy, 0, 1));
      CHECK(columns.jobs[0][run * 2 + 1] == sample::job_value(world + 2, policy, 1, 0));
    }
  }
}

TEST_CASE("run columns: blocks with a gap, of two shapes or none are refused", "[results]") {
  const ResultsDescription study = sample::study();
  std::vector<RunBlock> blocks;
  SECTION("none") {}
  SECTION("a gap") { blocks = {sample::block(study, 0, 2), sample::block(study, 3, 1)}; }
  SECTION("two shapes") {
    blocks = {sample::block(study, 0, 2), sample::block(sample::study_with_jobs(), 2, 1)};
  }
  CHECK_THROWS_AS(to_columns(blocks), std::invalid_argument);
}

}  // namespace
}  // namespace bacelab
