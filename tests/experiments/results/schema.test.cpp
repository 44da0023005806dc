#include "experiments/results/schema.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "experiments/box/run_block.hpp"
#include "tests/results/sample_study.hpp"

namespace bacelab {
namespace {

TEST_CASE("schema: a fixed variable as any other", "[results]") {
  CHECK(schema::wall_s.info() ==
        VariableInfo{
            "wall_s", "s", "wall-clock time of the run",
            "Time that the program spent on the run; differs from one execution to the next."});
}

TEST_CASE("schema: no factor of settings takes a name of the schema", "[results]") {
  for (const std::string& name : schema::root_names()) CHECK(is_taken_result_name(name));
  CHECK(is_taken_result_name(std::string(schema::design_prefix) + "row"));
  CHECK(is_taken_result_name(std::string(schema::world_prefix) + "gpus"));
  CHECK_FALSE(is_taken_result_name("baselines"));
}

TEST_CASE("schema: no metric or job column takes a name of the schema", "[results]") {
  const auto root = schema::root_names();
  for (const MetricInfo& metric : metric_registry()) {
    INFO(metric.name);
    CHECK_FALSE(root.contains(metric.name));
  }
  const auto job = schema::job_names();
  for (const JobColumnInfo& column : job_column_registry()) {
    INFO(column.name);
    CHECK_FALSE(job.contains(column.name));
  }
}

TEST_CASE("results description: the sample is valid, with and without jobs", "[results]") {
  CHECK_NOTHROW(schema::require_storable(sample::study()));
  CHECK_NOTHROW(schema::require_storable(sample::study_with_jobs()));
}

TEST_CASE("results description: what no file can hold is refused", "[results]") {
  ResultsDescription study = sample::study_with_jobs();
  SECTION("no points") { study.points = 0; }
  SECTION("no replications") { study.replications = 0; }
  SECTION("no policies") { study.policies.clear(); }
  SECTION("a policy twice") { study.policies = {"bace", "bace"}; }
  SECTION("a metric twice") { study.metrics[0].name = study.metrics[1].name; }
  SECTION("a metric with the name of a factor") { study.metrics[0].name = "network.scale"; }
  SECTION("a metric with a name of the schema") { study.metrics[0].name = "status"; }
  SECTION("a blank in a name") { study.metrics[0].name = "mean jct"; }
  SECTION("a slash in a name") { study.factors[0].name = "a/b"; }
  SECTION("an empty name") { study.metrics[0].name.clear(); }
  SECTION("units that become a time delta") { study.metrics[0].units = "seconds"; }
  SECTION("no units") { study.factors[0].units.clear(); }
  SECTION("too few factor values") { study.factors[0].values = std::vector{1.0}; }
  SECTION("a metric that begins like a summary") { study.metrics[0].name = "world_cost"; }
  SECTION("a summary that begins like none") { study.world_summaries[0].name = "gpus"; }
  SECTION("a summary twice") { study.world_summaries[0].name = "world_price"; }
  SECTION("a summary without units") { study.world_summaries[0].units.clear(); }
  SECTION("job columns without jobs") { study.jobs_per_run = 0; }
  SECTION("jobs without columns") { study.job_columns.clear(); }
  SECTION("a job column with a name of the schema") { study.job_columns[0].name = "job"; }
  CHECK_THROWS_AS(schema::require_storable(study), std::invalid_argument);
}

}  // namespace
}  // namespace bacelab
