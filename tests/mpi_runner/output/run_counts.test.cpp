#include "mpi_runner/output/run_counts.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/mpi_runner/compute/made_up.hpp"

namespace bacelab {

using namespace bacelab::testing;

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
