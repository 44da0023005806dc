#pragma once

#include <span>
#include <string_view>

#include "core/large_pages.hpp"
#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Sums over the jobs of a run, each added in order of id. Times in s.
struct JobTotals {
  // of the jobs that are judged: all but the warm-up
  double started = 0.0;
  double served = 0.0;
  double wait_s = 0.0;  ///< of the started ones
  double jct_s = 0.0;   ///< of the served ones, as the rest
  double slowdown = 0.0;
  double stalled_fraction = 0.0;
  // of all jobs
  double unserved = 0.0;
  double cost_usd = 0.0;
  double energy_kwh = 0.0;
  double egress_usd = 0.0;
};

/// A run prepared for its metrics: what several of them need, computed once.
struct RunSummary {
  const Scenario* scenario = nullptr;
  const RunRecord* record = nullptr;
  JobTotals totals;
  /// Of the judged jobs that were served; the places that quantiles of the metrics look at hold
  /// what they would if all were sorted.
  LargeVector<double> jct_s;
  double first_arrival_s = 0.0;  ///< of all jobs
  double last_finish_s = 0.0;    ///< of all jobs; NaN if none is served
};

/// Fills the summary, reusing its memory. It points to both arguments.
void summarise(const Scenario& scenario, const RunRecord& record, RunSummary& summary);

/// A number that a run is judged by (MODEL.md section 9). A new one is a function and a line in
/// metrics.cpp.
struct MetricInfo {
  std::string_view name;
  std::string_view units;  ///< as in the results file: "s", "1" for pure numbers
  std::string_view long_name;
  std::string_view description;
  double (*value)(const RunSummary&);  ///< NaN where it has none: a mean over no job
  bool larger_is_better = false;
};

/// All metrics, in the order in which files and tables have them.
std::span<const MetricInfo> metric_registry();

/// Quantile of ascending values by linear interpolation: type 7 of Hyndman and Fan (1996), numpy's
/// default. NaN of nothing.
double quantile_of_sorted(std::span<const double> ascending, double probability);

/// A number that is kept of every job (MODEL.md section 9, per job). A new one is a line in
/// job_columns.cpp.
struct JobColumnInfo {
  std::string_view name;
  std::string_view units;
  std::string_view long_name;
  std::string_view description;
  double (*value)(const JobOutcome&);  ///< NaN for what the job never reached
};

std::span<const JobColumnInfo> job_column_registry();

}  // namespace bacelab
