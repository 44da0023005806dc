#include "mpi_runner/run_study.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/errors.hpp"
#include "experiments/results/results_file.hpp"
#include "tests/experiments/box/blocks.hpp"
#include "tests/experiments/results/output/reproducible.hpp"
#include "tests/experiments/study/studies.hpp"
#include "tests/mpi_runner/runs.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("run study: a results file, and nothing else", "[run]") {
  const sample::ScratchDirectory directory;
  const ExecutionReport report = run(lively_study_file(), quiet(directory / "a.h5"));
  CHECK(report.stop == StopCause::none);
  CHECK(report.worlds == 40);
  CHECK(report.worlds_done == 40);
  CHECK(report.worlds_found == 0);
  CHECK(report.counts.worlds == 40);
  CHECK(report.counts.runs == 120);
  CHECK(report.counts.failed == 0);
  CHECK(report.counts.failures.empty());
  CHECK(report.seconds > 0.0);
  CHECK(directory.file_count() == 1);
  CHECK(std::filesystem::exists(directory / "a.h5"));
}

TEST_CASE("run study: how often segments are written doesn't matter", "[run]") {
  const sample::ScratchDirectory directory;
  run(lively_study_file(), quiet(directory / "a.h5"));
  RunOptions options = quiet(directory / "b.h5");
  options.segment_interval_s = 0.0;
  run(lively_study_file(), options);
  CHECK(reproducible(directory / "a.h5") == reproducible(directory / "b.h5"));
}

TEST_CASE("run study: runs that failed or got stuck are reported", "[run]") {
  const sample::ScratchDirectory directory;
  const ExecutionReport failed = run(study_with_hopeless_worlds(), quiet(directory / "failed.h5"));
  CHECK(failed.counts.failed > 0);
  CHECK(failed.counts.stuck == 0);
  // A world that can't be drawn fails under both policies and has one message.
  CHECK(failed.counts.failures.size() * 2 == failed.counts.failed);
  CHECK(std::is_sorted(
      failed.counts.failures.begin(), failed.counts.failures.end(),
      [](const RunFailure& a, const RunFailure& b) { return a.replication < b.replication; }));
  CHECK(ResultsFile(directory / "failed.h5").failures() == failed.counts.failures);
  const ExecutionReport stuck = run(study_with_stuck_runs(), quiet(directory / "stuck.h5"));
  CHECK(stuck.stop == StopCause::none);
  CHECK(stuck.counts.stuck == failed.counts.failures.size());
  CHECK(stuck.counts.failed == 0);
}

TEST_CASE("run study: a file that is there is not overwritten unasked", "[run]") {
  const sample::ScratchDirectory directory;
  const StudyFile file = study_with_stuck_runs();
  run(file, quiet(directory / "a.h5"));
  CHECK_THROWS_AS(run(file, quiet(directory / "a.h5")), InputError);
  const ExecutionReport again = run(file, quiet(directory / "a.h5", Existing::replace));
  CHECK(again.worlds_found == 0);
  CHECK(directory.file_count() == 1);
}

TEST_CASE("run study: a shard has its worlds and no others", "[run]") {
  const sample::ScratchDirectory directory;
  const StudyFile file = lively_study_file();
  run(file, quiet(directory / "whole.h5"));
  const ResultsFile whole(directory / "whole.h5");
  const WorldBox box = {0, 4, 0, 10};
  const auto expected = whole.metric_values("cost", box);
  std::size_t worlds = 0;
  for (std::size_t number = 1; number <= 3; ++number) {
    const WorldRange part = file.box().worlds_of(Shard{number, 3});
    RunOptions options = quiet(directory / (std::to_string(number) + ".h5"));
    options.shard = {number, 3};
    const ExecutionReport report = run(file, options);
    CHECK(report.worlds == part.count);
    CHECK(report.worlds_done == part.count);
    CHECK(report.counts.worlds == part.count);
    worlds += report.worlds;
    const ResultsFile shard(options.output);
    const auto values = shard.metric_values("cost", box);
    const auto status = shard.status_values(box);
    for (std::size_t run = 0; run < values.size(); ++run) {
      const bool is_mine = run / 3 >= part.first && run / 3 < part.end();
      CHECK((status[run] != RunStatus::not_run) == is_mine);
      if (is_mine) CHECK(values[run] == expected[run]);
    }
  }
  CHECK(worlds == file.box().worlds());
}

}  // namespace bacelab
