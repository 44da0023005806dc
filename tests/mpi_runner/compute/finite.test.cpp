#include "mpi_runner/compute/finite.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/no_value.hpp"
#include "core/simulation/metrics.hpp"

namespace bacelab {
namespace {

using Catch::StartsWith;

constexpr double infinity = std::numeric_limits<double>::infinity();

RunRecord record_of(const JobOutcome& job) {
  RunRecord record;
  record.jobs.push_back(job);
  return record;
}

}  // namespace

TEST_CASE("finite: numbers that are, and values of nothing, are allowed", "[compute]") {
  JobOutcome job;
  job.served = true;
  job.cost_usd = -std::numeric_limits<double>::max();
  CHECK_NOTHROW(require_finite(record_of(job), std::vector<double>{1.0, no_value}));
}

TEST_CASE("finite: an infinite metric is named", "[compute]") {
  const std::vector<double> metrics = {1.0, -infinity};
  CHECK_THROWS_WITH(require_finite({}, metrics),
                    StartsWith(std::string(metric_registry()[1].name) + " is not a finite number"));
}

TEST_CASE("finite: a number of a job is seen though all metrics cancel to NaN", "[compute]") {
  double JobOutcome::*const number =
      GENERATE(&JobOutcome::start_s, &JobOutcome::finish_s, &JobOutcome::ideal_s,
               &JobOutcome::energy_kwh, &JobOutcome::cost_usd, &JobOutcome::egress_bytes,
               &JobOutcome::egress_usd, &JobOutcome::stalled_fraction);
  const double value = GENERATE(as<double>{}, infinity, -infinity, no_value);
  JobOutcome job;
  job.*number = value;
  CHECK_NOTHROW(require_finite(record_of(job), {}));
  job.served = true;
  CHECK_THROWS_AS(require_finite(record_of(job), {}), std::overflow_error);
}

TEST_CASE("finite: so is a number of the run", "[compute]") {
  double RunRecord::*const number = GENERATE(&RunRecord::end_s, &RunRecord::utilisation_integral_s,
                                             &RunRecord::blocked_job_seconds);
  RunRecord record;
  record.*number = infinity;
  CHECK_THROWS_AS(require_finite(record, {}), std::overflow_error);
}

}  // namespace bacelab
