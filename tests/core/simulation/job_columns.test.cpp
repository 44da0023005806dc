#include "core/simulation/job_columns.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>

namespace bacelab {
namespace {

using Columns = std::map<std::string, double, std::less<>>;

Columns columns_of(const JobOutcome& job) {
  Columns result;
  for (const JobColumnInfo& info : job_column_registry()) {
    CHECK_FALSE(info.units.empty());
    CHECK_FALSE(info.long_name.empty());
    CHECK_FALSE(info.description.empty());
    CHECK(result.emplace(info.name, info.value(job)).second);
  }
  return result;
}

JobOutcome outcome() {
  JobOutcome job;
  job.id = 3;
  job.started = true;
  job.served = true;
  job.arrival_s = 2.0;
  job.start_s = 5.0;
  job.finish_s = 12.0;
  job.ideal_s = 4.0;
  job.stages = 6;
  job.regions = 2;
  job.energy_kwh = 42.0;
  job.cost_usd = -8.0;
  job.egress_bytes = 1e3;
  job.egress_usd = 0.25;
  job.stalled_fraction = 0.125;
  return job;
}

}  // namespace

TEST_CASE("the columns of a served job") {
  const Columns column = columns_of(outcome());
  CHECK(column == Columns{{"arrival", 2.0},
                          {"start", 5.0},
                          {"finish", 12.0},
                          {"jct", 10.0},
                          {"wait", 3.0},
                          {"slowdown", 2.5},
                          {"stages", 6.0},
                          {"regions", 2.0},
                          {"energy", 42.0},
                          {"cost", -8.0},
                          {"egress_bytes", 1e3},
                          {"egress_cost", 0.25},
                          {"stalled_fraction", 0.125}});
}

TEST_CASE("a job that still runs has a start and no finish") {
  JobOutcome job = outcome();
  job.served = false;
  const Columns column = columns_of(job);
  for (const char* name : {"finish", "jct", "slowdown", "stalled_fraction"}) {
    INFO(name);
    CHECK(std::isnan(column.at(name)));
  }
  CHECK(column.at("wait") == 3.0);
  CHECK(column.at("stages") == 6.0);
  CHECK(column.at("cost") == -8.0);
}

TEST_CASE("a job that never started has an arrival, and cost nothing") {
  JobOutcome job;
  job.arrival_s = 2.0;
  const Columns column = columns_of(job);
  for (const char* name :
       {"start", "finish", "jct", "wait", "slowdown", "stages", "regions", "stalled_fraction"}) {
    INFO(name);
    CHECK(std::isnan(column.at(name)));
  }
  CHECK(column.at("arrival") == 2.0);
  CHECK(column.at("cost") == 0.0);
  CHECK(column.at("energy") == 0.0);
  CHECK(column.at("egress_bytes") == 0.0);
}

}  // namespace bacelab
