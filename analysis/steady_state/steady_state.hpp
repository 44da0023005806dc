#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/statistics/estimate.hpp"
#include "analysis/statistics/time_series.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// The arrivals and finishes of the jobs of a run.
struct JobTimes {
  std::vector<double> arrival_s;  ///< ascending
  std::vector<double> finish_s;   ///< of the same jobs; not finite where a job never finishes
};

/// The number of jobs per hour by which a run's system grows while jobs arrive: with N(t) the jobs
/// that have arrived and not finished, (N(last arrival) - N(arrival of job `warmup`)) / the time
/// between, in 1/h.
///
/// In a steady state it is 0 on average. Beyond, the queue grows by what is not served: by
/// rate (1 - 1 / load) if the policy serves as much as the GPUs can. Of a path of N alone, its ends
/// tell the drift best (they are sufficient for that of a Brownian motion).
/// Undefined unless two jobs after the first `warmup` ones arrive at different times.
/// Throws std::invalid_argument for lists of unequal length, or arrivals that are not finite or do
/// not ascend.
[[nodiscard]] ValueOrReason<double> growth_per_hour(const JobTimes& jobs, std::size_t warmup);

/// The mean over runs of one kind, with Student's t interval if there are two. Undefined if it is
/// in one of them. Throws std::invalid_argument as growth_per_hour.
[[nodiscard]] Estimate growth_estimate(std::span<const JobTimes> runs, std::size_t warmup,
                                       double confidence);

/// The observations of one run in the order in which they were made.
using Observations = std::vector<double>;

/// The steady-state estimates from long runs of one kind.
struct SteadyState {
  std::size_t runs = 0;
  /// How many observations MSER-5 leaves out of the mean over runs; undefined if it is too short.
  ValueOrReason<double> mser;
  /// Number of observations that were left out of each run for what follows.
  std::size_t warmup = 0;
  /// The mean of the rest, in the units of the observations: over runs with a t interval, or, of
  /// one run, by batch means.
  Estimate mean;
  /// Of one run: of its batch means (batch_means.hpp).
  ValueOrReason<double> correlation;

  bool operator==(const SteadyState&) const = default;
};

/// Number of batches of a single run.
inline constexpr std::size_t steady_state_batches = 20;

/// Analyses runs of one kind. `warmup` observations are left out of each; without it as many as
/// MSER-5 leaves out of their mean: the series whose i-th observation is the mean over runs of the
/// i-th ones, up to the end of the shortest run (0 if it is too short to tell). What all runs begin
/// with stands out from it more clearly than from a single run, and where the noise of a single run
/// happens to be small does not choose what is left of it, which would bias the mean.
///
/// P. D. Welch, "The statistical analysis of simulation results", in The Computer Performance
/// Modeling Handbook (1983), averages over runs in this way. Throws std::invalid_argument
/// for no runs, a value that is not finite, or a confidence outside (0, 1).
[[nodiscard]] SteadyState steady_state(std::span<const Observations> runs,
                                       std::optional<std::size_t> warmup, double confidence);

/// The values of a column of the job rows of a policy at a point in some replications, run by run,
/// job by job in the order of arrival; NaN where a job has none (such as a completion time of a job
/// that was not served).
/// Throws InputError for unknown names, or if the file has no job rows.
[[nodiscard]] std::vector<std::vector<double>> job_columns(
    const ResultsFile& file, const std::string& column, std::size_t point,
    const std::string& policy, std::span<const std::size_t> replications);

}  // namespace bacelab
