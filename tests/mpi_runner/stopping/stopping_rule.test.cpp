#include "mpi_runner/stopping/stopping_rule.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "mpi_runner/sharing/share_work.hpp"
#include "tests/results/sample_study.hpp"

namespace bacelab {
namespace {

TEST_CASE("observations: the values asked for and NaN where a run is not done", "[rounds]") {
  RunBlock block = sample::block(sample::study(), 4, 3);
  block.status[block.run_index(1, 1)] = RunStatus::stuck;
  const std::vector<RunValue> asked = {{1, 2}, {0, 0}};
  const WorldValues seen = observe(block, asked);
  REQUIRE(seen.worlds == WorldRange{4, 3});
  CHECK(seen.of(WorldIndex(4))[0] == sample::metric_value(4, 1, 2));
  CHECK(seen.of(WorldIndex(6))[1] == sample::metric_value(6, 0, 0));
  CHECK(std::isnan(seen.of(WorldIndex(5))[0]));
  CHECK(seen.of(WorldIndex(5))[1] == sample::metric_value(5, 0, 0));
}

TEST_CASE("observations: only what a run that is done says counts", "[rounds]") {
  for (const RunStatus status : {RunStatus::stuck, RunStatus::failed}) {
    RunBlock block = sample::block(sample::study(), 0, 1);
    block.status[block.run_index(0, 1)] = status;
    const std::vector<RunValue> asked = {{1, 0}, {0, 0}};
    CHECK(std::isnan(observe(block, asked).of(WorldIndex(0))[0]));
    CHECK(observe(block, asked).of(WorldIndex(0))[1] == sample::metric_value(0, 0, 0));
  }
}

TEST_CASE("observations: a run that did not take place is told from one that is incomplete",
          "[rounds]") {
  RunBlock block = sample::block(sample::study(), 0, 1);
  block.remove(0, 1);
  const std::vector<RunValue> asked = {{1, 0}, {0, 0}};
  CHECK(observe(block, asked).of(WorldIndex(0))[0] == run_absent);
}

TEST_CASE("observations: a report carries them to the first rank", "[rounds]") {
  BlockReport report;
  report.worlds = 3;
  report.seen = {{{4, 2}, {1.5, NAN}}, {{9, 1}, {-3.0}}};
  const BlockReport back = unpack_report(pack(report));
  REQUIRE(back.seen.size() == 2);
  CHECK(back.seen[0].worlds == WorldRange{4, 2});
  CHECK(back.seen[0].of(WorldIndex(4))[0] == 1.5);
  CHECK(std::isnan(back.seen[0].of(WorldIndex(5))[0]));
  CHECK(back.seen[1].worlds == WorldRange{9, 1});
  CHECK(back.seen[1].values == std::vector<double>{-3.0});
}

}  // namespace
}  // namespace bacelab
