#include "experiments/study/study_file.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/scenario.hpp"
#include "tests/experiments/study/studies.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("describe results: all that is known before the first run", "[results]") {
  const StudyFile file = lively_study_file();
  const ResultsDescription description = describe_results(file);
  CHECK(description.study == file.resolved());
  CHECK(description.identity == file.identity());
  CHECK(description.model == model_version);
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
  REQUIRE(description.job_columns.size() == job_column_registry().size() + 3);
  CHECK(description.job_columns.back() ==
        VariableInfo{"stages_in_Sydney", "1", "stages in Sydney",
                     "Stages in the region Sydney; 0 if it is not on the path."});
}

TEST_CASE("describe results: regions whose names differ in blanks have columns of their own",
          "[results]") {
  const StudyFile file = study_file(R"(
[regions]
names = ["US East", "US/East", "US_East"]
gpus_from = [64]
[jobs]
count = 1
[output]
jobs = true
)");
  const ResultsDescription description = describe_results(file);
  std::vector<std::string> names;
  for (const VariableInfo& column : description.job_columns) names.push_back(column.name);
  CHECK(std::vector(names.end() - 3, names.end()) ==
        std::vector<std::string>{"stages_in_US_East", "stages_in_US_East_", "stages_in_US_East__"});
  CHECK(description.job_columns.back().long_name == "stages in US_East");
}

TEST_CASE("describe results: job rows only on request", "[results]") {
  const ResultsDescription description = describe_results(study_with_stuck_runs());
  CHECK(description.jobs_per_run == 0);
  CHECK(description.job_columns.empty());
}

}  // namespace bacelab
