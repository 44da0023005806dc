#include "analysis/steady_state/steady_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/time_series.hpp"
#include "core/errors.hpp"
#include "core/simulation/run_summary.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

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

/// What is left of a run.
std::span<const double> rest(const Observations& run, std::size_t warmup) {
  return std::span(run).subspan(std::min(warmup, run.size()));
}

/// The mean over runs of each observation that all of them have.
Observations mean_series(std::span<const Observations> runs) {
  std::size_t shortest = runs.front().size();
  for (const Observations& run : runs) shortest = std::min(shortest, run.size());
  Observations means;
  means.reserve(shortest);
  for (std::size_t i = 0; i < shortest; ++i) {
    CompensatedSum sum;
    for (const Observations& run : runs) sum.add(run[i]);
    means.push_back(sum.divided_by(static_cast<double>(runs.size())));
  }
  return means;
}

ValueOrReason<double> common_warmup(std::span<const Observations> runs) {
  const auto found = mser_warmup(mean_series(runs));
  if (!found.has_value()) return Undefined{found.reason()};
  return static_cast<double>(found.value());
}

Estimate mean_over_runs(std::span<const Observations> runs, std::size_t warmup, double confidence) {
  std::vector<double> means;
  for (const Observations& run : runs) {
    const auto left = rest(run, warmup);
    if (left.empty()) {
      return Estimate::undefined(fmt::format("a run has no more than {} observations", warmup));
    }
    means.push_back(sample_mean(left));
  }
  return mean_estimate(means, confidence);
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

SteadyState steady_state(std::span<const Observations> runs, std::optional<std::size_t> warmup,
                         double confidence) {
  if (runs.empty()) throw std::invalid_argument("a steady state needs a run");
  SteadyState state;
  state.runs = runs.size();
  state.mser = common_warmup(runs);
  state.warmup =
      warmup.value_or(state.mser.has_value() ? static_cast<std::size_t>(state.mser.value()) : 0);
  if (runs.size() > 1) {
    state.mean = mean_over_runs(runs, state.warmup, confidence);
    state.correlation = Undefined{"there are several runs"};
    return state;
  }
  const BatchMeans batches =
      batch_means(rest(runs.front(), state.warmup), steady_state_batches, confidence);
  state.mean = batches.mean;
  state.correlation = batches.correlation;
  return state;
}

std::vector<std::vector<double>> job_columns(const ResultsFile& file, const std::string& column,
                                             std::size_t point, const std::string& policy,
                                             std::span<const std::size_t> replications) {
  const std::size_t jobs = file.description().jobs_per_run;
  if (jobs == 0) {
    throw InputError(file.path().string() +
                     ": has no rows of jobs; run the study with [output] jobs = true");
  }
  const auto begin = static_cast<std::ptrdiff_t>(file.policy_index(policy) * jobs);
  std::vector<std::vector<double>> runs;
  for (const std::size_t replication : replications) {
    const auto values = file.job_values(
        column,
        {.first_point = point, .points = 1, .first_replication = replication, .replications = 1});
    const auto first = values.begin() + begin;
    runs.emplace_back(first, first + static_cast<std::ptrdiff_t>(jobs));
  }
  return runs;
}

}  // namespace bacelab
