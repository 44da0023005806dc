#include "experiments/results/run_columns.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>

#include "experiments/results/schema.hpp"
#include "tests/results/sample_study.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using hdf5::Dataset;
using hdf5::File;
using hdf5::Group;
using sample::ScratchDirectory;

RunColumns columns(const ResultsDescription& study, std::size_t first, std::size_t count) {
  const RunBlock block = sample::block(study, first, count);
  return to_columns(std::span(&block, 1));
}

/// The sample's file, in which worlds 3 and 4 did not run.
File stored(const ScratchDirectory& directory, const ResultsDescription& study) {
  ColumnWriter store(directory / "a.h5", study);
  store.write(columns(study, 5, 7));
  store.write(columns(study, 0, 3));
  store.write(Provenance{4, 2, "n1", "17", 1, "start", "end", "bacelab run", "/studies"});
  store.close();
  return File::open(directory / "a.h5");
}

TEST_CASE("column writer: each run stands at its point, replication and policy", "[results]") {
  const ScratchDirectory directory;
  const File file = stored(directory, sample::study());
  const Dataset cost = file.root().open_dataset("cost_usd");
  REQUIRE(cost.shape() == hdf5::Shape{3, 4, 2});
  CHECK(cost.read<double>({{0, 2, 1}, {1, 1, 1}}).front() == sample::metric_value(2, 1, 1));
  CHECK(cost.read<double>({{2, 3, 0}, {1, 1, 1}}).front() == sample::metric_value(11, 0, 1));
  const Dataset redraws = file.root().open_dataset("redraws");
  CHECK(redraws.read<std::int64_t>({{1, 1}, {1, 3}}) == std::vector<std::int64_t>{2, 0, 1});
}

TEST_CASE("column writer: what did not run is NaN and not_run", "[results]") {
  const ScratchDirectory directory;
  const Group root = stored(directory, sample::study()).root();
  CHECK(std::isnan(root.open_dataset("jct_mean_s").read<double>({{0, 3, 0}, {1, 1, 1}}).front()));
  const Dataset status = root.open_dataset("status");
  CHECK(status.read<std::uint8_t>({{0, 3, 0}, {2, 1, 1}}) == std::vector<std::uint8_t>{0, 1});
}

TEST_CASE("column writer: variables carry their units, names, scales and coordinates",
          "[results]") {
  const ScratchDirectory directory;
  const Group root = stored(directory, sample::study()).root();
  const Dataset cost = root.open_dataset("cost_usd");
  CHECK(cost.attributes().read_string("units") == "USD");
  CHECK(cost.attributes().read_string("long_name") == "electricity cost");
  CHECK(cost.attributes().read_string("description") == "Cost of all jobs.");
  CHECK(cost.attributes().read_string("coordinates") == "network.scale arrivals.process");
  CHECK_FALSE(cost.attributes().contains("_FillValue"));
  CHECK(cost.scale_path(0) == "/point");
  CHECK(cost.scale_path(1) == "/replication");
  CHECK(cost.scale_path(2) == "/policy");
  const Dataset wall = root.open_group("timing").open_dataset("wall_s");
  CHECK(wall.scale_path(2) == "/policy");
  CHECK(root.open_dataset("network.scale").scale_path(0) == "/point");
}

TEST_CASE("column writer: the root says what was asked for, and apart from it how it was run",
          "[results]") {
  const ScratchDirectory directory;
  const Group root = stored(directory, sample::study()).root();
  const hdf5::Attributes attributes = root.attributes();
  CHECK(attributes.read_string("bacelab_schema") == results_schema);
  CHECK(attributes.read<std::uint64_t>("seed") == sample::study().seed);
  CHECK(attributes.read_string("study") == sample::study().study);
  CHECK(attributes.read_string("rng") == "Philox4x32-10");
  CHECK(attributes.read<std::int64_t>("run_ranks") == 4);
  CHECK(attributes.read_string("run_slurm_job_id") == "17");
}

TEST_CASE("column writer: job rows stand in the order point, replication, policy, job",
          "[results]") {
  const ScratchDirectory directory;
  const File file = stored(directory, sample::study_with_jobs());
  const Group jobs = file.root().open_group("jobs");
  const std::size_t row =
      ((5 * 2) + 1) * 2 + 1;  // world 5: point 1, replication 1; policy 1; job 1
  const hdf5::Slab slab = {{row}, {1}};
  CHECK(jobs.open_dataset("point").shape() == hdf5::Shape{12 * 2 * 2});
  CHECK(jobs.open_dataset("point").read<std::int64_t>(slab).front() == 1);
  CHECK(jobs.open_dataset("replication").read<std::int64_t>(slab).front() == 1);
  CHECK(jobs.open_dataset("policy").read<std::int64_t>(slab).front() == 1);
  CHECK(jobs.open_dataset("job_id").read<std::int64_t>(slab).front() == 1);
  CHECK(jobs.open_dataset("stages").read<double>(slab).front() == sample::job_value(5, 1, 1, 1));
  const hdf5::Slab not_run = {{3 * 2 * 2}, {1}};
  CHECK(jobs.open_dataset("point").read<std::int64_t>(not_run).front() == -1);
  CHECK(std::isnan(jobs.open_dataset("stages").read<double>(not_run).front()));
}

TEST_CASE("column writer: runs of another study are refused", "[results]") {
  const ScratchDirectory directory;
  ColumnWriter store(directory / "a.h5", sample::study());
  CHECK_THROWS_AS(store.write(columns(sample::study(), 10, 3)), std::invalid_argument);
  CHECK_THROWS_AS(store.write(columns(sample::study_with_jobs(), 0, 1)), std::invalid_argument);
  store.close();
  CHECK_THROWS_AS(store.write(columns(sample::study(), 0, 1)), std::logic_error);
}

TEST_CASE("column writer: equal studies make equal files", "[results]") {
  const ScratchDirectory directory;
  for (const char* name : {"a.h5", "b.h5"}) {
    ColumnWriter store(directory / name, sample::study());
    store.write(columns(sample::study(), 0, 12));
    store.close();
  }
  const auto bytes = [&](const char* name) {
    std::ifstream file(directory / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  CHECK(bytes("a.h5") == bytes("b.h5"));
}

TEST_CASE("run columns: adjacent blocks become one array a variable", "[results]") {
  const ResultsDescription study = sample::study_with_jobs();
  const std::vector<RunBlock> blocks = {sample::block(study, 2, 9), sample::block(study, 11, 1)};
  const RunColumns columns = to_columns(blocks);
  REQUIRE(columns.worlds == WorldRange{2, 10});
  REQUIRE(columns.status.size() == 20);
  REQUIRE(columns.redraws.size() == 10);
  for (std::size_t world = 0; world < 10; ++world) {
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const std::size_t run = world * 2 + policy;
      CHECK(columns.metrics[2][run] == sample::metric_value(world + 2, policy, 2));
      CHECK(columns.jobs[1][run * 2] == sample::job_value(world + 2, policy, 0, 1));
      CHECK(columns.jobs[0][run * 2 + 1] == sample::job_value(world + 2, policy, 1, 0));
    }
  }
}

TEST_CASE("run columns: blocks with a gap, of two shapes or none are refused", "[results]") {
  const ResultsDescription study = sample::study();
  std::vector<RunBlock> blocks;
  SECTION("none") {}
  SECTION("a gap") { blocks = {sample::block(study, 0, 2), sample::block(study, 3, 1)}; }
  SECTION("two shapes") {
    blocks = {sample::block(study, 0, 2), sample::block(sample::study_with_jobs(), 2, 1)};
  }
  CHECK_THROWS_AS(to_columns(blocks), std::invalid_argument);
}

}  // namespace
}  // namespace bacelab
