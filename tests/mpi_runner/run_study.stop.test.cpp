#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>

#include "tests/experiments/results/file_size_limit.hpp"
#include "tests/mpi_runner/runs.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using Catch::Contains;
using sample::ScratchDirectory;
namespace fs = std::filesystem;

RunOptions fail_fast(const fs::path& output, Existing existing) {
  RunOptions options = quiet(output, existing);
  options.on_failure = OnFailure::stop;
  options.threads = {};
  return options;
}

}  // namespace

TEST_CASE("run study: stopped before it began it has done nothing", "[run]") {
  const ScratchDirectory directory;
  const StudyFile file = lively_study_file();
  const ExecutionReport report = run_study(session(), file, quiet(directory / "a.h5"),
                                           StopRequest(std::chrono::duration<double>(0)));
  CHECK(report.stop == StopCause::time_limit);
  CHECK(report.worlds == 40);
  CHECK(report.worlds_done == 0);
  CHECK(report.counts.runs == 0);
  CHECK(directory.file_count() == 0);
  const ExecutionReport resumed = run(file, quiet(directory / "a.h5", Existing::resume));
  CHECK(resumed.stop == StopCause::none);
  CHECK(resumed.worlds_found == 0);
  CHECK(reproducible(directory / "a.h5") == expected(directory, file));
}

TEST_CASE("run study: a signal stops it and is named", "[run]") {
  const ScratchDirectory directory;
  const StopRequest stop;
  std::raise(SIGTERM);
  const ExecutionReport report =
      run_study(session(), lively_study_file(), quiet(directory / "a.h5"), stop);
  CHECK(report.stop == StopCause::terminate);
  CHECK_FALSE(fs::exists(directory / "a.h5"));
}

TEST_CASE("run study: a run that fails ends the study if asked for", "[run]") {
  const ScratchDirectory directory;
  const StudyFile file = study_with_hopeless_worlds();
  const ExecutionReport report = run(file, fail_fast(directory / "a.h5", Existing::refuse));
  CHECK(report.stop == StopCause::failed_run);
  CHECK_THAT(report.failure,
             Contains("point 0, replication ") && Contains("every job fits into one region"));
  CHECK(report.worlds_done > 0);
  CHECK(report.worlds_done < file.box().worlds());
  CHECK_FALSE(fs::exists(directory / "a.h5"));
  CHECK(directory.file_count() == 1);

  const ExecutionReport again = run(file, fail_fast(directory / "a.h5", Existing::resume));
  CHECK(again.stop == StopCause::failed_run);
  CHECK(again.worlds_found == report.worlds_done);
  CHECK(again.failure == report.failure);  // a run that failed is done again

  const ExecutionReport resumed = run(file, quiet(directory / "a.h5", Existing::resume));
  CHECK(resumed.stop == StopCause::none);
  CHECK(resumed.worlds_found == again.worlds_done);
  CHECK(reproducible(directory / "a.h5") == expected(directory, file));
}

TEST_CASE("run study: where no run fails it goes to the end either way", "[run]") {
  const ScratchDirectory directory;
  const ExecutionReport report =
      run(study_with_stuck_runs(), fail_fast(directory / "a.h5", Existing::refuse));
  CHECK(report.stop == StopCause::none);
  CHECK(report.failure.empty());
  CHECK(report.counts.stuck > 0);
}

TEST_CASE("run study: a full disk is told with what is kept", "[run]") {
  const ScratchDirectory directory;
  const StudyFile file = lively_study_file();
  compute_and_leave(directory / "a.h5", file, {{0, 5}});
  {
    const sample::FileSizeLimit limit(3000);
    CHECK_THROWS_WITH(
        run(file, quiet(directory / "a.h5", Existing::resume)),
        Contains("File too large") && Contains("5 of 40 worlds") && Contains("--resume"));
  }
  CHECK(run(file, quiet(directory / "a.h5", Existing::resume)).worlds_found == 5);
  CHECK(reproducible(directory / "a.h5") == expected(directory, file));
}

}  // namespace bacelab
