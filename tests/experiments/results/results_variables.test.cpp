#include "experiments/results/results_variables.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "experiments/results/hdf5/file.hpp"
#include "experiments/results/schema.hpp"
#include "tests/results/sample_study.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using hdf5::Dataset;
using hdf5::Group;
using hdf5::Shape;
using Names = std::set<std::string, std::less<>>;

/// The file of a study before its first run.
class EmptyFile {
 public:
  explicit EmptyFile(const ResultsDescription& study) {
    hdf5::File file = hdf5::File::create(directory_ / "a.h5");
    create_variables(file.root(), study);
    file.close();
  }
  [[nodiscard]] hdf5::File open() const { return hdf5::File::open(directory_ / "a.h5"); }

 private:
  sample::ScratchDirectory directory_;
};

Names names_in(const Group& group) {
  const auto names = group.names();
  return {names.begin(), names.end()};
}

template <class T>
std::vector<T> all_of(const Group& group, std::string_view name) {
  const Dataset dataset = group.open_dataset(name);
  return dataset.read<T>(dataset.whole());
}

TEST_CASE("results variables: the root has the names of the schema and of factors and metrics",
          "[results]") {
  const hdf5::File file = EmptyFile(sample::study()).open();
  CHECK(names_in(file.root()) == Names{"point", "replication", "policy", "network.scale",
                                       "arrivals.process", "jct_mean_s", "cost_usd",
                                       "unserved_jobs", "world_gpus", "world_price", "status",
                                       "redraws", "timing"});
  CHECK(names_in(file.root().open_group("timing")) == Names{"wall_s"});
}

TEST_CASE("results variables: names that a file takes for itself are those of the schema",
          "[results]") {
  const ResultsDescription study = sample::study_with_jobs();
  const hdf5::File file = EmptyFile(study).open();
  Names own = names_in(file.root());
  for (const Factor& factor : study.factors) own.erase(factor.name);
  for (const VariableInfo& metric : study.metrics) own.erase(metric.name);
  for (const VariableInfo& summary : study.world_summaries) own.erase(summary.name);
  for (const std::string& name : own) CHECK(schema::root_names().contains(name));
  Names rows = names_in(file.root().open_group("jobs"));
  for (const VariableInfo& column : study.job_columns) rows.erase(column.name);
  CHECK(rows == schema::job_names());
}

TEST_CASE("results variables: dimensions and factors are written before the first run",
          "[results]") {
  const hdf5::File file = EmptyFile(sample::study()).open();
  const Group root = file.root();
  CHECK(all_of<std::int64_t>(root, "point") == std::vector<std::int64_t>{0, 1, 2});
  CHECK(all_of<std::int64_t>(root, "replication") == std::vector<std::int64_t>{0, 1, 2, 3});
  CHECK(root.open_dataset("policy").read_strings() == std::vector<std::string>{"bace", "lcf"});
  CHECK(all_of<double>(root, "network.scale") == std::vector{0.1, 1.0, 2.0});
  CHECK(root.open_dataset("arrivals.process").read_strings() ==
        std::vector<std::string>{"batch", "poisson", "batch"});
}

TEST_CASE("results variables: a run has status 0 and NaN for metrics before it ran", "[results]") {
  const hdf5::File file = EmptyFile(sample::study()).open();
  const Group root = file.root();
  CHECK(all_of<std::uint8_t>(root, "status") == std::vector<std::uint8_t>(3 * 4 * 2, 0));
  CHECK(all_of<std::int64_t>(root, "redraws") == std::vector<std::int64_t>(3 * 4, 0));
  for (const double value : all_of<double>(root, "cost_usd")) CHECK(std::isnan(value));
  for (const double value : all_of<double>(root, "world_price")) CHECK(std::isnan(value));
  for (const double value : all_of<double>(root.open_group("timing"), "wall_s")) {
    CHECK(std::isnan(value));
  }
}

TEST_CASE("results variables: statuses and policies say what their numbers mean", "[results]") {
  const hdf5::File file = EmptyFile(sample::study_with_jobs()).open();
  const Dataset status = file.root().open_dataset("status");
  CHECK(status.attributes().read_array<std::uint8_t>("flag_values") ==
        std::vector<std::uint8_t>{0, 1, 2, 3});
  CHECK(status.attributes().read_string("flag_meanings") == "not_run done stuck failed");
  const Dataset policy = file.root().open_group("jobs").open_dataset("policy");
  CHECK(policy.attributes().read_array<std::int64_t>("flag_values") ==
        std::vector<std::int64_t>{0, 1});
  CHECK(policy.attributes().read_string("flag_meanings") == "bace lcf");
}

TEST_CASE("results variables: job rows follow one dimension and are NaN before a run",
          "[results]") {
  const hdf5::File file = EmptyFile(sample::study_with_jobs()).open();
  const Group jobs = file.root().open_group("jobs");
  const std::size_t rows = 3 * 4 * 2 * 2;
  for (const char* name : {"point", "replication", "policy", "job_id"}) {
    INFO(name);
    CHECK(all_of<std::int64_t>(jobs, name) == std::vector<std::int64_t>(rows, -1));
    CHECK(jobs.open_dataset(name).scale_path(0) == "/jobs/job");
  }
  for (const double value : all_of<double>(jobs, "stages")) CHECK(std::isnan(value));
  CHECK(jobs.open_dataset("stages").shape() == Shape{rows});
}

TEST_CASE("results variables: without factors there are no coordinates", "[results]") {
  ResultsDescription study = sample::study();
  study.factors.clear();
  const hdf5::File file = EmptyFile(study).open();
  for (const char* name : {"cost_usd", "status", "redraws"}) {
    CHECK_FALSE(file.root().open_dataset(name).attributes().contains("coordinates"));
  }
  const hdf5::File other = EmptyFile(sample::study()).open();
  for (const char* name : {"cost_usd", "status", "redraws", "world_gpus"}) {
    CHECK(other.root().open_dataset(name).attributes().read_string("coordinates") ==
          "network.scale arrivals.process");
  }
}

}  // namespace
}  // namespace bacelab
