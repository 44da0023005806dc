#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>

#include "core/errors.hpp"
#include "tests/mpi_runner/runs.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using sample::ScratchDirectory;
namespace fs = std::filesystem;

StudyFile lively_study_of(const char* replications) {
  return StudyFile::read(lively_study_file().resolved(), "study.toml",
                         std::vector{std::string("study.replications=") + replications});
}

}  // namespace

TEST_CASE("run study: resumed, it computes what is missing and nothing else", "[run]") {
  const ScratchDirectory directory;
  const StudyFile file = lively_study_file();
  compute_and_leave(directory / "a.h5", file, {{3, 9}, {30, 10}});
  CHECK_THROWS_AS(run(file, quiet(directory / "a.h5")), InputError);
  const ExecutionReport report = run(file, quiet(directory / "a.h5", Existing::resume));
  CHECK(report.stop == StopCause::none);
  CHECK(report.worlds_found == 19);
  CHECK(report.worlds_done == 40);
  CHECK(report.counts.worlds == 40);
  CHECK(report.counts.runs == 120);
  CHECK(directory.file_count() == 1);
  CHECK(reproducible(directory / "a.h5") == expected(directory, file));
}

TEST_CASE("run study: found worlds are taken as they are", "[run]") {
  const ScratchDirectory directory;
  const StudyFile file = study_with_stuck_runs();
  const ResultsDescription study = describe_results(file);
  leave_unfinished(directory / "a.h5", study, {{0, 5}});
  run(file, quiet(directory / "a.h5", Existing::resume));
  const auto values = ResultsFile(directory / "a.h5").metric_values("cost", {0, 1, 0, 5});
  const auto cost = static_cast<std::size_t>(
      std::find_if(study.metrics.begin(), study.metrics.end(),
                   [](const VariableInfo& metric) { return metric.name == "cost"; }) -
      study.metrics.begin());
  RunBlock made = made_up_of(study, {0, 5});
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(values[i] == made.metrics_of(i / 2, i % 2)[cost]);
  }
}

TEST_CASE("run study: stopped again and again it gives the same in the end", "[run]") {
  const ScratchDirectory directory;
  const StudyFile file = lively_study_file();
  compute_and_leave(directory / "a.h5", file, {{0, 5}});
  const ExecutionReport stopped =
      run_study(session(), file, quiet(directory / "a.h5", Existing::resume),
                StopRequest(std::chrono::duration<double>(0)));
  CHECK(stopped.stop == StopCause::time_limit);
  CHECK(stopped.worlds_found == 5);
  CHECK(stopped.worlds_done == 5);
  compute_and_leave(directory / "a.h5", file, {{20, 5}, {4, 2}});
  CHECK(run(file, quiet(directory / "a.h5", Existing::resume)).worlds_found == 11);
  CHECK(reproducible(directory / "a.h5") == expected(directory, file));
}

TEST_CASE("run study: a stop when all is computed leaves the merge to the next start", "[run]") {
  const ScratchDirectory directory;
  const StudyFile file = lively_study_file();
  compute_and_leave(directory / "a.h5", file, {{0, 40}});
  const ExecutionReport stopped =
      run_study(session(), file, quiet(directory / "a.h5", Existing::resume),
                StopRequest(std::chrono::duration<double>(0)));
  CHECK(stopped.stop == StopCause::time_limit);
  CHECK(stopped.worlds_done == 40);
  CHECK_FALSE(fs::exists(directory / "a.h5"));
  const ExecutionReport report = run(file, quiet(directory / "a.h5", Existing::resume));
  CHECK(report.stop == StopCause::none);
  CHECK(report.worlds_found == 40);
  CHECK(report.counts.runs == 120);
  CHECK(reproducible(directory / "a.h5") == expected(directory, file));
}

TEST_CASE("run study: a study that is done is left as it is", "[run]") {
  const ScratchDirectory directory;
  const StudyFile file = study_with_hopeless_worlds();
  const ExecutionReport first = run(file, quiet(directory / "a.h5"));
  const std::string bytes = bytes_of(directory / "a.h5");
  for (int times = 0; times < 2; ++times) {
    const ExecutionReport again = run(file, quiet(directory / "a.h5", Existing::resume));
    CHECK(again.stop == StopCause::none);
    CHECK(again.worlds_found == file.box().worlds());
    CHECK(again.worlds_done == file.box().worlds());
    CHECK(again.counts.runs == first.counts.runs);
    CHECK(again.counts.failed == first.counts.failed);
    CHECK(again.counts.failures.size() == first.counts.failures.size());
    CHECK(bytes_of(directory / "a.h5") == bytes);
    CHECK(directory.file_count() == 1);
  }
}

TEST_CASE("run study: extended by replications it is the larger study", "[run]") {
  const ScratchDirectory directory;
  compute_and_leave(directory / "a.h5", lively_study_of("4"), {{2, 9}});
  const StudyFile file = lively_study_file();
  const ExecutionReport report = run(file, quiet(directory / "a.h5", Existing::resume));
  CHECK(report.worlds_found == 9);
  CHECK(report.worlds_done == 40);
  CHECK(reproducible(directory / "a.h5") == expected(directory, file));
}

TEST_CASE("run study: a finished study can be extended by replications", "[run]") {
  const ScratchDirectory directory;
  run(lively_study_of("4"), quiet(directory / "a.h5"));
  const StudyFile file = lively_study_file();
  const ExecutionReport report = run(file, quiet(directory / "a.h5", Existing::resume));
  CHECK(report.worlds_found == 16);
  CHECK(directory.file_count() == 1);
  CHECK(reproducible(directory / "a.h5") == expected(directory, file));
}

}  // namespace bacelab
