#include "mpi_runner/run_study.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/errors.hpp"
#include "core/simulation/job_columns.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/results/hdf5/file.hpp"
#include "tests/mpi_runner/compute/studies.hpp"
#include "tests/mpi_runner/launch/session.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

RunOptions quiet(const std::filesystem::path& output) {
  RunOptions options;
  options.output = output;
  options.progress = ProgressStyle::none;
  options.threads = 2;
  return options;
}

}  // namespace

TEST_CASE("run study: what the results will say", "[run]") {
  const StudyFile file = lively_study();
  const ResultsDescription description = describe_results(file);
  CHECK_NOTHROW(validate(description));
  CHECK(description.study == file.resolved());
  CHECK(description.seed == 1);
  CHECK(description.points == 4);
  CHECK(description.replications == 10);
  CHECK(description.policies == std::vector<std::string>{"bace", "lcf", "cr_ldf"});
  CHECK(description.factors == file.design().factors());
  REQUIRE(description.metrics.size() == metric_registry().size());
  for (std::size_t i = 0; i < description.metrics.size(); ++i) {
    CHECK(description.metrics[i].name == metric_registry()[i].name);
    CHECK(description.metrics[i].units == metric_registry()[i].units);
  }
  CHECK(description.jobs_per_run == 6);
  CHECK(description.job_columns.size() == job_column_registry().size());
}

TEST_CASE("run study: job rows only on request", "[run]") {
  const ResultsDescription description = describe_results(study_with_stuck_runs());
  CHECK(description.jobs_per_run == 0);
  CHECK(description.job_columns.empty());
}

TEST_CASE("run study: a results file, and nothing beside it", "[run]") {
  const sample::ScratchDirectory directory;
  const RunReport report = run_study(session(), lively_study(), quiet(directory / "a.h5"));
  CHECK(report.worlds == 40);
  CHECK(report.runs == 120);
  CHECK(report.failed == 0);
  CHECK(report.failures.empty());
  CHECK(report.seconds > 0.0);
  CHECK(directory.file_count() == 1);
  CHECK(std::filesystem::exists(directory / "a.h5"));
}

TEST_CASE("run study: runs that failed or got stuck are reported", "[run]") {
  const sample::ScratchDirectory directory;
  const RunReport failed =
      run_study(session(), study_with_hopeless_worlds(), quiet(directory / "failed.h5"));
  CHECK(failed.failed > 0);
  CHECK(failed.stuck == 0);
  // A world that can't be drawn fails under both policies and has one message.
  CHECK(failed.failures.size() * 2 == failed.failed);
  CHECK(std::is_sorted(
      failed.failures.begin(), failed.failures.end(),
      [](const RunFailure& a, const RunFailure& b) { return a.replication < b.replication; }));
  const RunReport stuck =
      run_study(session(), study_with_stuck_runs(), quiet(directory / "stuck.h5"));
  CHECK(stuck.stuck == failed.failures.size());
  CHECK(stuck.failed == 0);
}

TEST_CASE("run study: a file that is there is not overwritten unasked", "[run]") {
  const sample::ScratchDirectory directory;
  const StudyFile file = study_with_stuck_runs();
  RunOptions options = quiet(directory / "a.h5");
  run_study(session(), file, options);
  CHECK_THROWS_AS(run_study(session(), file, options), InputError);
  options.existing = ExistingFile::replace;
  CHECK_NOTHROW(run_study(session(), file, options));
}

}  // namespace bacelab
