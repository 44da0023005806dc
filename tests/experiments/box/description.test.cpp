#include "experiments/box/description.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

#include "tests/results/sample_study.hpp"

namespace bacelab {
namespace {

TEST_CASE("point label: each factor with its value at the point", "[results]") {
  const std::vector<Factor> factors = {
      {"network.scale", "1", "", std::vector{0.1 + 0.2, 1.0}},
      {"arrivals.process", "1", "", std::vector<std::string>{"batch", "poisson"}}};
  CHECK(point_label(factors, 0) == "network.scale = 0.30000000000000004, arrivals.process = batch");
  CHECK(point_label(factors, 1) == "network.scale = 1, arrivals.process = poisson");
}

TEST_CASE("point label: nothing without factors", "[results]") {
  CHECK(point_label({}, 0).empty());
}

TEST_CASE("results description: the sample is valid, with and without jobs", "[results]") {
  CHECK_NOTHROW(validate(sample::study()));
  CHECK_NOTHROW(validate(sample::study_with_jobs()));
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
  SECTION("job columns without jobs") { study.jobs_per_run = 0; }
  SECTION("jobs without columns") { study.job_columns.clear(); }
  SECTION("a job column with a name of the schema") { study.job_columns[0].name = "job"; }
  CHECK_THROWS_AS(validate(study), std::invalid_argument);
}

}  // namespace
}  // namespace bacelab
