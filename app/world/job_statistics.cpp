#include "app/world/job_statistics.hpp"

#include <cmath>
#include <vector>

namespace bacelab {
namespace {

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double gap_variation(const std::vector<double>& times_s) {
  const double mean = times_s.back() / static_cast<double>(times_s.size());
  double squares = 0.0;
  double last = 0.0;
  for (const double t : times_s) {
    squares += (t - last - mean) * (t - last - mean);
    last = t;
  }
  return std::sqrt(squares / static_cast<double>(times_s.size())) / mean;
}

}  // namespace

JobStatistics statistics_of(const ShownJobs& jobs) {
  JobStatistics statistics = {{}, {}, mean_of(jobs.ideal_hours)};
  const double last_s = jobs.arrivals_s.back();
  if (last_s > 0.0) {
    statistics.per_hour = static_cast<double>(jobs.arrivals_s.size()) / last_s * 3600.0;
    statistics.gap_variation = gap_variation(jobs.arrivals_s);
  }
  return statistics;
}

}  // namespace bacelab
