#pragma once

#include <cstddef>
#include <span>

#include "core/large_pages.hpp"
#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Quantile of ascending values by linear interpolation: type 7 of Hyndman and Fan (1996), numpy's
/// default. NaN for no values.
double quantile_of_sorted(std::span<const double> ascending, double probability);

/// Completion times of jobs in s. They are sorted only as far as the requested quantiles need; no
/// others can be read.
class CompletionTimes {
 public:
  void clear();
  void add(double seconds);
  /// Puts the times where the quantiles of these probabilities, in [0, 1] and ascending, are read.
  /// The list is kept in use until the next change.
  void place(std::span<const double> probabilities);

  [[nodiscard]] std::size_t size() const { return seconds_.size(); }
  /// As quantile_of_sorted(). Throws std::logic_error if it is not among the placed ones.
  [[nodiscard]] double quantile(double probability) const;

 private:
  LargeVector<double> seconds_;
  std::span<const double> placed_;
};

/// Sums over the jobs of a run, each added in order of id. Times in s.
struct JobTotals {
  // of the judged jobs: all but the warm-up
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

/// A run prepared for its metrics: values that several of them need, computed once.
struct RunSummary {
  const Scenario* scenario = nullptr;
  const RunRecord* record = nullptr;
  JobTotals totals;
  CompletionTimes jct;           ///< of the judged jobs that were served
  double first_arrival_s = 0.0;  ///< of all jobs
  double last_finish_s = 0.0;    ///< of all jobs; NaN if none is served
};

/// Fills the summary, reusing its memory, with the quantiles of the metrics (metrics.hpp) placed.
/// It points to both arguments.
void summarise(const Scenario& scenario, const RunRecord& record, RunSummary& summary);

}  // namespace bacelab
