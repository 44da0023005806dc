#include "experiments/study/describe_results.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/scenario.hpp"
#include "tests/experiments/study/studies.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("describe results: all that is known before the first run", "[results]") {
  const StudyFile file = lively_study();
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
  CHECK(description.job_columns.size() == job_column_registry().size());
}

TEST_CASE("describe results: job rows only on request", "[results]") {
  const ResultsDescription description = describe_results(study_with_stuck_runs());
  CHECK(description.jobs_per_run == 0);
  CHECK(description.job_columns.empty());
}

}  // namespace bacelab
