#include "app/explain/job_difference.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "core/contract.hpp"
#include "core/no_value.hpp"

namespace bacelab {
namespace {

/// The times of a job, which add up to its completion time.
struct Times {
  double waiting_s;
  double computing_s;
  double stalled_s;
};

Times times_of(const JobOutcome& job) {
  const double running_s = job.finish_s - job.start_s;
  const double stalled_s = job.stalled_fraction * running_s;
  return {job.start_s - job.arrival_s, running_s - stalled_s, stalled_s};
}

double price_of(const JobOutcome& job) {
  return job.energy_kwh > 0.0 ? job.cost_usd / job.energy_kwh : 0.0;
}

JobDifference difference(const JobOutcome& own, const JobOutcome& other) {
  JobDifference result;
  result.id = own.id;
  if (!own.served || !other.served) {
    result.waiting_s = result.computing_s = result.stalled_s = no_value;
    result.energy_usd = result.price_usd = result.transfer_usd = no_value;
    return result;
  }
  const Times before = times_of(own);
  const Times after = times_of(other);
  result.waiting_s = after.waiting_s - before.waiting_s;
  result.computing_s = after.computing_s - before.computing_s;
  result.stalled_s = after.stalled_s - before.stalled_s;
  const double own_price = price_of(own);
  const double other_price = price_of(other);
  result.energy_usd = (other.energy_kwh - own.energy_kwh) * (own_price + other_price) / 2.0;
  result.price_usd = (other_price - own_price) * (own.energy_kwh + other.energy_kwh) / 2.0;
  result.transfer_usd = other.egress_usd - own.egress_usd;
  return result;
}

/// Leaves out the first arrivals, as the metrics do.
void mark_warmup(const RunRecord& record, std::size_t warmup_jobs,
                 std::vector<JobDifference>& differences) {
  std::vector<std::size_t> by_arrival(differences.size());
  std::iota(by_arrival.begin(), by_arrival.end(), std::size_t{0});
  std::stable_sort(by_arrival.begin(), by_arrival.end(), [&](std::size_t a, std::size_t b) {
    return record.jobs[a].arrival_s < record.jobs[b].arrival_s;
  });
  for (std::size_t i = 0; i < std::min(warmup_jobs, by_arrival.size()); ++i) {
    differences[by_arrival[i]].is_judged = false;
  }
}

}  // namespace

std::vector<JobDifference> job_differences(const Scenario& scenario, const RunRecord& own,
                                           const RunRecord& other) {
  BACELAB_EXPECTS(own.jobs.size() == other.jobs.size());
  std::vector<JobDifference> differences;
  for (std::size_t i = 0; i < own.jobs.size(); ++i) {
    differences.push_back(difference(own.jobs[i], other.jobs[i]));
  }
  mark_warmup(own, scenario.warmup_jobs, differences);
  return differences;
}

}  // namespace bacelab
