#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/selection/select.hpp"
#include "analysis/steady_state/steady_state.hpp"

namespace bacelab {

/// Settings for the analysis of the long runs of a study.
struct LongRunQuestion {
  std::string column = "jct";         ///< of the job rows
  std::optional<std::size_t> warmup;  ///< jobs to leave out; nothing: see PolicyLongRuns
  double confidence = 0.95;
  Incomplete incomplete = Incomplete::refuse;
};

/// The long-run estimates from the runs of a policy at a point.
struct PolicyLongRuns {
  std::string policy;
  /// Of the column. Its mean is undefined at a load of 1 and above: there is no steady state.
  SteadyState state;
  /// Jobs that were left out of the growth: as many as requested, or the larger of the study's
  /// jobs.warmup_jobs and what is left out of the mean.
  std::size_t growth_warmup = 0;
  /// By how much the number of jobs in the system grows, in 1/h.
  Estimate growth;
};

/// The long runs of all policies at a point of a design.
struct PointLongRuns {
  std::size_t point = 0;
  std::string label;           ///< what the factors are; empty without factors
  std::optional<double> load;  ///< arrivals.load, if the study sets it
  std::size_t dropped = 0;     ///< runs of all policies that were left out
  std::vector<PolicyLongRuns> policies;
};

/// Analyses the job rows of a point. Throws InputError for an unknown column, a file without job
/// rows, or a point beyond the last one; for a run that is stuck, failed or missing if these are
/// refused; and if none is left.
[[nodiscard]] PointLongRuns long_runs(const ResultsFile& file, std::size_t point,
                                      const LongRunQuestion& question);

/// The growth of PolicyLongRuns in the complete runs of a policy at a point, after the first
/// jobs.warmup_jobs of the study. Throws InputError as long_runs.
[[nodiscard]] Estimate growth_at(const ResultsFile& file, std::size_t point,
                                 const std::string& policy, double confidence);

/// The largest offered load at these points: arrivals.load where the study sets it; else, from the
/// summaries of the worlds, the GPU time that jobs ask for at their best stage counts over the time
/// in which they arrive and all GPUs, as means over worlds. Nothing if all jobs arrive at once, or
/// the file has no summaries.
[[nodiscard]] std::optional<double> largest_load(const ResultsFile& file,
                                                 std::span<const std::size_t> points);

}  // namespace bacelab
