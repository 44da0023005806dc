#include "mpi_runner/probe.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/experiments/study/studies.hpp"
#include "tests/mpi_runner/runs.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("probe: without time, one world of each point", "[probe]") {
  const StudyFile file = lively_study_file();
  const Probe probe = probe_study(file, 0.0);
  CHECK(probe.counts.worlds == 4);
  CHECK(probe.counts.runs == 12);
  CHECK(probe.counts.failed == 0);
  CHECK(probe.seconds > 0.0);
  CHECK(probe.expected_core_seconds == Approx(probe.seconds * 10.0));
}

TEST_CASE("probe: with time enough, the whole study", "[probe]") {
  const StudyFile file = lively_study_file();
  const Probe probe = probe_study(file, 1000.0);
  CHECK(probe.counts.worlds == file.box().worlds());
  CHECK(probe.expected_core_seconds == Approx(probe.seconds));
}

TEST_CASE("probe: of many points, eight from the first to the last", "[probe]") {
  const StudyFile file =
      study_file(hungry_jobs, {"study.replications=1", "design.type=grid",
                               "design.factors.f.key=\"network.scale\"",
                               "design.factors.f.values=[1,2,3,4,5,6,7,8,9,10]"});
  CHECK(probe_study(file, 0.0).counts.worlds == 8);
}

TEST_CASE("probe: what went wrong is counted", "[probe]") {
  CHECK(probe_study(study_with_hopeless_worlds(), 1000.0).counts.failed > 0);
  const Probe stuck = probe_study(study_with_stuck_runs(), 1000.0);
  CHECK(stuck.counts.stuck > 0);
  CHECK(stuck.counts.failed == 0);
}

TEST_CASE("probe: stuck and failed runs are found by policy", "[probe]") {
  const Probe stuck = probe_study(study_with_stuck_runs(), 1000.0);
  REQUIRE(stuck.findings.stuck.size() == 1);
  CHECK(stuck.findings.stuck[0].policy == "lcf");
  CHECK(stuck.findings.stuck[0].runs == stuck.counts.stuck);
  CHECK_FALSE(stuck.findings.stuck[0].obstacle);
  const Probe hopeless = probe_study(study_with_hopeless_worlds(), 1000.0);
  REQUIRE(hopeless.findings.failed.size() == 1);
  CHECK(hopeless.findings.failed[0].runs == hopeless.counts.failures.size());
  CHECK(hopeless.findings.failed[0].first == hopeless.counts.failures.front());
}

TEST_CASE("probe: the size that is expected is that of the file", "[probe]") {
  const sample::ScratchDirectory directory;
  for (const StudyFile& file : {lively_study_file(), study_with_stuck_runs()}) {
    run(file, quiet(directory / "a.h5", Existing::replace));
    const auto size = static_cast<double>(std::filesystem::file_size(directory / "a.h5"));
    CHECK(probe_study(file, 0.0).expected_bytes == Approx(size).epsilon(0.15));
  }
}

}  // namespace bacelab
