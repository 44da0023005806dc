#include "mpi_runner/probe_process.hpp"

#include <sys/wait.h>
#include <catch2/catch.hpp>
#include <cerrno>
#include <chrono>
#include <csignal>

#include "tests/experiments/study/studies.hpp"

namespace bacelab {

using namespace bacelab::testing;
using std::chrono::milliseconds;

TEST_CASE("probe process: the same counts and sizes", "[probe]") {
  const StudyFile file = study_with_stuck_runs();
  const Probe here = probe_study(file, 0.0);
  const ProbeResult apart = probe_apart(file, 0.0, milliseconds(60'000));
  REQUIRE(apart.probe);
  CHECK(apart.why_not.empty());
  CHECK(apart.probe->counts.worlds == here.counts.worlds);
  CHECK(apart.probe->counts.runs == here.counts.runs);
  CHECK(apart.probe->counts.stuck == here.counts.stuck);
  CHECK(apart.probe->counts.failed == here.counts.failed);
  CHECK(apart.probe->counts.redraws == here.counts.redraws);
  CHECK(apart.probe->expected_bytes == here.expected_bytes);
  CHECK(apart.probe->seconds > 0.0);
  CHECK(apart.probe->peak_bytes > 0.0);
}

TEST_CASE("probe process: the obstacle of the first stuck run comes with the counts", "[probe]") {
  const StudyFile file = study_with_stuck_runs();
  ProbeFindings here = probe_study(file, 1000.0).findings;
  look_for_obstacles(file, here);
  const ProbeResult apart = probe_apart(file, 1000.0, milliseconds(60'000));
  REQUIRE(apart.probe);
  CHECK(apart.probe->findings == here);
  REQUIRE(here.stuck.size() == 1);
  REQUIRE(here.stuck[0].obstacle);
  CHECK(here.stuck[0].obstacle->limit == Limit::region_gpus);
  CHECK(here.stuck[0].obstacle->stages == 16);
  CHECK(here.stuck[0].obstacle->slots == 8);
}

TEST_CASE("probe process: a world without an end is left, and no process stays", "[probe]") {
  const StudyFile file = study_file(hungry_jobs, {"jobs.count=100000000"});
  const auto start = std::chrono::steady_clock::now();
  const ProbeResult result = probe_apart(file, 0.0, milliseconds(50));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  CHECK_FALSE(result.probe);
  CHECK(result.why_not == "its first worlds took more than 0.05 s, or too much memory");
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);
  CHECK(errno == ECHILD);
}

}  // namespace bacelab
