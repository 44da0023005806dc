#include "experiments/results/schema.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "core/simulation/metrics.hpp"
#include "experiments/box/run_block.hpp"

namespace bacelab {
namespace {

TEST_CASE("schema: a fixed variable as any other", "[results]") {
  CHECK(schema::wall_s.info() ==
        VariableInfo{"wall_s", "s", "wall-clock time of the run",
                     "Time that the program spent on the run; differs from one execution to the "
                     "next."});
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

}  // namespace
}  // namespace bacelab
