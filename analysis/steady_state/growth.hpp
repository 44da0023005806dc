#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// When the jobs of a run came and went.
struct JobTimes {
  std::vector<double> arrival_s;  ///< ascending
  std::vector<double> finish_s;   ///< of the same jobs; not finite where a job never finishes
};

/// How many jobs a run gains in an hour while jobs arrive: with N(t) the jobs that have arrived and
/// not finished, (N(last arrival) - N(arrival of job `warmup`)) / the time between, in 1/h.
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

}  // namespace bacelab
