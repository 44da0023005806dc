#include "mpi_runner/compute/block_runner.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>

#include "mpi_runner/compute/world_runner.hpp"
#include "tests/mpi_runner/compute/blocks.hpp"
#include "tests/mpi_runner/compute/studies.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

FinishedBlock run_on(const StudyFile& file, int threads, std::size_t first, std::size_t worlds) {
  return BlockRunner(file, shape_of(file), {.worlds = threads}).run(first, worlds);
}

}  // namespace

TEST_CASE("block runner: one thread or four, to the last bit", "[compute]") {
  const StudyFile file = lively_study();
  RunBlock expected(0, file.worlds(), shape_of(file));
  std::vector<RunFailure> failures;
  WorldRunner runner(file);
  for (std::size_t world = 0; world < file.worlds(); ++world) {
    runner.run(world, expected, failures);
  }
  for (const int threads : {1, 2, 4}) {
    INFO(threads << " threads");
    CHECK(same_results(run_on(file, threads, 0, file.worlds()).block, expected));
  }
}

TEST_CASE("block runner: failures come by world, whatever the threads", "[compute]") {
  const StudyFile file = study_with_hopeless_worlds();
  const FinishedBlock one = run_on(file, 1, 0, file.worlds());
  const FinishedBlock four = run_on(file, 4, 0, file.worlds());
  CHECK(same_results(one.block, four.block));
  REQUIRE_FALSE(one.failures.empty());
  CHECK(std::is_sorted(
      one.failures.begin(), one.failures.end(),
      [](const RunFailure& a, const RunFailure& b) { return a.replication < b.replication; }));
  CHECK(same_failures(one.failures, four.failures));
}

TEST_CASE("block runner: how the worlds are cut into blocks doesn't matter", "[compute]") {
  const StudyFile file = lively_study();
  const RunBlock whole = run_on(file, 2, 0, file.worlds()).block;
  BlockRunner runner(file, shape_of(file), {.worlds = 2});
  const std::size_t metrics = whole.shape.policies * whole.shape.metrics;
  for (const auto& [first, count] :
       {std::pair<std::size_t, std::size_t>{17, 6}, {0, 17}, {23, 17}}) {
    const FinishedBlock part = runner.run(first, count);
    CHECK(part.block.first_world == first);
    CHECK(part.block.world_count == count);
    const auto begin = whole.metrics.begin() + static_cast<std::ptrdiff_t>(first * metrics);
    CHECK(same_bits(part.block.metrics,
                    {begin, begin + static_cast<std::ptrdiff_t>(count * metrics)}));
  }
}

TEST_CASE("block runner: nobody asks to stop, and nothing is left out", "[compute]") {
  const StudyFile file = lively_study();
  const StopRequest stop;
  BlockRunner runner(file, shape_of(file), {.worlds = 2});
  CHECK(same_results(runner.run(3, 8, &stop).block, runner.run(3, 8).block));
}

TEST_CASE("block runner: worlds that have not begun at a stop are left out", "[compute]") {
  const StudyFile file = study_with_hopeless_worlds();
  const StopRequest stop(std::chrono::duration<double>(0));
  const FinishedBlock finished =
      BlockRunner(file, shape_of(file), {.worlds = 2}).run(0, file.worlds(), &stop);
  CHECK(same_results(finished.block, RunBlock(0, file.worlds(), shape_of(file))));
  CHECK(finished.failures.empty());
}

TEST_CASE("block runner: a block without worlds is empty", "[compute]") {
  const StudyFile file = lively_study();
  const FinishedBlock none = run_on(file, 2, 5, 0);
  CHECK(none.block.world_count == 0);
  CHECK(none.block.metrics.empty());
  CHECK(none.failures.empty());
}

}  // namespace bacelab
