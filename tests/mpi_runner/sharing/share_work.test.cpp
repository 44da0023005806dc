#include "mpi_runner/sharing/share_work.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "tests/mpi_runner/compute/blocks.hpp"
#include "tests/mpi_runner/compute/studies.hpp"
#include "tests/mpi_runner/launch/session.hpp"

namespace bacelab {

using namespace bacelab::testing;

// More ranks: run_study under mpirun, by the tests of the program.
TEST_CASE("share work: alone, the first rank does it all, in order", "[sharing]") {
  const StudyFile file = lively_study();
  BlockRunner runner(file, shape_of(file), 2);
  std::size_t next = 0;
  lead_work(session(), WorkQueue(file.worlds(), 1, 2), runner, [&](const FinishedBlock& finished) {
    CHECK(finished.block.first_world == next);
    CHECK(same_results(finished.block, runner.run(next, finished.block.world_count).block));
    next += finished.block.world_count;
  });
  CHECK(next == file.worlds());
}

TEST_CASE("share work: what can't be taken ends the work and is told", "[sharing]") {
  const StudyFile file = lively_study();
  BlockRunner runner(file, shape_of(file), 1);
  std::size_t blocks = 0;
  const auto take = [&](const FinishedBlock&) {
    if (++blocks == 2) throw std::runtime_error("the disk is full");
  };
  CHECK_THROWS_WITH(lead_work(session(), WorkQueue(file.worlds(), 1, 1), runner, take),
                    "the disk is full");
  CHECK(blocks == 2);
}

TEST_CASE("share work: without worlds there is nothing to do", "[sharing]") {
  const StudyFile file = lively_study();
  BlockRunner runner(file, shape_of(file), 1);
  lead_work(session(), WorkQueue(0, 1, 1), runner,
            [](const FinishedBlock&) { FAIL("there is no block"); });
  SUCCEED();
}

}  // namespace bacelab
