#include "experiments/results/results_file.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "core/errors.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;
using sample::ScratchDirectory;

/// The file of a study in which worlds 0 to 9 of 12 ran.
ResultsFile written(const ScratchDirectory& directory, const ResultsDescription& study) {
  sample::write_file(directory / "a.h5", study, sample::block(study, 0, 10));
  return ResultsFile(directory / "a.h5");
}

TEST_CASE("results file: it gives back the description that it was written from", "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = sample::study_with_jobs();
  const ResultsFile file = written(directory, study);
  const ResultsDescription& read = file.description();
  CHECK(read.title == study.title);
  CHECK(read.seed == study.seed);
  CHECK(read.study == study.study);
  CHECK(read.identity == study.identity);
  CHECK(read.program_version == study.program_version);
  CHECK(read.git_describe == study.git_describe);
  CHECK(read.compiler == study.compiler);
  CHECK(read.points == study.points);
  CHECK(read.replications == study.replications);
  CHECK(read.policies == study.policies);
  CHECK(read.factors == study.factors);
  CHECK(read.metrics == study.metrics);
  CHECK(read.world_summaries == study.world_summaries);
  CHECK(read.job_columns == study.job_columns);
  CHECK(read.jobs_per_run == study.jobs_per_run);
}

TEST_CASE("results file: a column is a metric of a policy at a point, by replication",
          "[results]") {
  const ScratchDirectory directory;
  const ResultsFile file = written(directory, sample::study());
  const std::vector<double> cost = file.column("cost_usd", 1, "lcf");
  REQUIRE(cost.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK(cost[i] == sample::metric_value(4 + i, 1, 1));
}

TEST_CASE("results file: what did not run is NaN, and its status says so", "[results]") {
  const ScratchDirectory directory;
  const ResultsFile file = written(directory, sample::study());
  const std::vector<double> cost = file.column("cost_usd", 2, "bace");
  CHECK_FALSE(std::isnan(cost[1]));
  CHECK(std::isnan(cost[2]));
  CHECK(file.status(2, "bace") == std::vector<RunStatus>{RunStatus::done, RunStatus::done,
                                                         RunStatus::not_run, RunStatus::not_run});
  CHECK(file.wall_s(0, "bace") == std::vector<double>(4, 0.001));
}

TEST_CASE("results file: one without summaries of worlds says so", "[results]") {
  const ScratchDirectory directory;
  ResultsDescription study = sample::study();
  study.world_summaries.clear();
  const ResultsFile file = written(directory, study);
  CHECK(file.description().world_summaries.empty());
  CHECK_THROWS_WITH(file.world_summary("world_gpus", {0, 1, 0, 1}),
                    Catch::Contains("has no summaries of its worlds, such as 'world_gpus': an "
                                    "earlier version wrote it"));
}

TEST_CASE("results file: boxes hold all policies", "[results]") {
  const ScratchDirectory directory;
  const ResultsFile file = written(directory, sample::study_with_jobs());
  const WorldBox box = {1, 1, 1, 2};
  CHECK(file.metric_values("jct_mean_s", box) ==
        std::vector{sample::metric_value(5, 0, 0), sample::metric_value(5, 1, 0),
                    sample::metric_value(6, 0, 0), sample::metric_value(6, 1, 0)});
  CHECK(file.redraws(box) == std::vector<std::int64_t>{2, 0});
  CHECK(file.world_summary("world_price", box) ==
        std::vector{sample::summary_value(5, 1), sample::summary_value(6, 1)});
  CHECK_THROWS_WITH(file.world_summary("world_gpu", box),
                    Catch::Contains("'world_gpu' (did you mean 'world_gpus'?)"));
  const std::vector<double> stages = file.job_values("stages", box);
  REQUIRE(stages.size() == 8);
  CHECK(stages[3] == sample::job_value(5, 1, 1, 1));
  CHECK(stages[4] == sample::job_value(6, 0, 0, 1));
}

TEST_CASE("results file: attributes are given as text", "[results]") {
  const ScratchDirectory directory;
  const auto attributes = written(directory, sample::study()).attributes();
  CHECK(attributes.at("seed") == "18446744073709551615");
  CHECK(attributes.at("run_ranks") == "1");
  CHECK(attributes.at("Conventions") == "CF-1.8");
}

TEST_CASE("results file: a wrong name is answered with the nearest", "[results]") {
  const ScratchDirectory directory;
  const ResultsFile file = written(directory, sample::study());
  CHECK_THROWS_AS(file.column("cost_us", 0, "bace"), InputError);
  CHECK_THROWS_WITH(file.column("cost_us", 0, "bace"),
                    Contains("no metric 'cost_us'") && Contains("did you mean 'cost_usd'"));
  CHECK_THROWS_WITH(file.column("cost_usd", 0, "bac"), Contains("did you mean 'bace'"));
  CHECK_THROWS_WITH(file.column("cost_usd", 3, "bace"), Contains("no point 3"));
  CHECK_THROWS_WITH(file.job_values("stages", {0, 1, 0, 1}),
                    Contains("no job column 'stages'; there is none"));
}

TEST_CASE("results file: other files are refused", "[results]") {
  const ScratchDirectory directory;
  const auto path = directory / "a.h5";
  SECTION("a file that isn't there") {
    CHECK_THROWS_AS(ResultsFile(path), InputError);
    CHECK_THROWS_WITH(ResultsFile(path), Contains("No such file"));
  }
  SECTION("a text") {
    std::ofstream(path) << "text";
    CHECK_THROWS_AS(ResultsFile(path), InputError);
    CHECK_THROWS_WITH(ResultsFile(path), Contains("not an HDF5 file"));
  }
  SECTION("a file that was cut off") {
    sample::write_file(path, sample::study());
    std::filesystem::resize_file(path, std::filesystem::file_size(path) - 100);
    CHECK_THROWS_AS(ResultsFile(path), InputError);
    CHECK_THROWS_WITH(ResultsFile(path), Contains("truncated"));
  }
  SECTION("another HDF5 file") {
    hdf5::File::create(path).close();
    CHECK_THROWS_WITH(ResultsFile(path, SealCheck::skipped), Contains("not a results file"));
  }
  SECTION("another schema") {
    hdf5::File file = hdf5::File::create(path);
    file.root().attributes().write("bacelab_schema", "bacelab-results-7");
    file.close();
    CHECK_THROWS_WITH(ResultsFile(path, SealCheck::skipped),
                      Contains("'bacelab-results-7'") && Contains("'bacelab-results-1'"));
  }
  SECTION("a missing variable") {
    hdf5::File file = hdf5::File::create(path);
    file.root().attributes().write("bacelab_schema", "bacelab-results-1");
    file.close();
    CHECK_THROWS_WITH(ResultsFile(path, SealCheck::skipped), Contains("'/point' is missing"));
  }
}

}  // namespace
}  // namespace bacelab
