#include "analysis/steady_state/growth.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "analysis/statistics/student_t.hpp"

namespace bacelab {
namespace {

constexpr double seconds_per_hour = 3600.0;

void require_valid(const JobTimes& jobs) {
  if (jobs.arrival_s.size() != jobs.finish_s.size()) {
    throw std::invalid_argument("each job has an arrival and a finish");
  }
  for (const double arrival : jobs.arrival_s) {
    if (!std::isfinite(arrival)) throw std::invalid_argument("an arrival is a finite time");
  }
  if (!std::is_sorted(jobs.arrival_s.begin(), jobs.arrival_s.end())) {
    throw std::invalid_argument("jobs stand in the order of their arrivals");
  }
}

/// Jobs that have arrived and not finished.
double jobs_at(double time, const JobTimes& jobs) {
  const auto later = std::upper_bound(jobs.arrival_s.begin(), jobs.arrival_s.end(), time);
  const auto arrived = later - jobs.arrival_s.begin();
  const auto finished = std::count_if(jobs.finish_s.begin(), jobs.finish_s.end(),
                                      [&](double finish) { return finish <= time; });
  return static_cast<double>(arrived - finished);
}

}  // namespace

ValueOrReason<double> growth_per_hour(const JobTimes& jobs, std::size_t warmup) {
  require_valid(jobs);
  const double last = jobs.arrival_s.empty() ? 0.0 : jobs.arrival_s.back();
  if (warmup >= jobs.arrival_s.size() || !(jobs.arrival_s[warmup] < last)) {
    return Undefined{"too few jobs are left, or all of them arrive at once"};
  }
  const double first = jobs.arrival_s[warmup];
  return (jobs_at(last, jobs) - jobs_at(first, jobs)) / (last - first) * seconds_per_hour;
}

Estimate growth_estimate(std::span<const JobTimes> runs, std::size_t warmup, double confidence) {
  std::vector<double> rates;
  for (const JobTimes& run : runs) {
    const ValueOrReason<double> rate = growth_per_hour(run, warmup);
    if (!rate.has_value()) return Estimate::undefined(rate.reason());
    rates.push_back(rate.value());
  }
  Estimate mean = mean_estimate(rates, confidence);
  if (rates.size() == 1) mean.interval = Undefined{"one run shows no spread; two are needed"};
  return mean;
}

}  // namespace bacelab
