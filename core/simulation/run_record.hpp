#pragma once

#include <cstdint>
#include <span>

#include "core/contract.hpp"
#include "core/index.hpp"
#include "core/large_pages.hpp"
#include "core/scheduling/path_step.hpp"

namespace bacelab {

/// The outcome of one job (MODEL.md section 9). Times in s. An unserved job has no finish; one that
/// never started has no start, path or stages either.
struct JobOutcome {
  std::int64_t id = 0;
  bool started = false;
  bool served = false;
  double arrival_s = 0.0;
  double start_s = 0.0;
  double finish_s = 0.0;
  double ideal_s = 0.0;  ///< E_j
  int stages = 0;
  int gpus = 0;                  ///< of all stages: k g
  std::uint32_t first_step = 0;  ///< of its path in RunRecord::steps
  std::uint32_t regions = 0;     ///< on the path
  double energy_kwh = 0.0;
  double cost_usd = 0.0;
  double egress_bytes = 0.0;
  double egress_usd = 0.0;
  double stalled_fraction = 0.0;
};

/// How often a policy's mechanisms acted.
struct MechanismCounts {
  std::uint64_t passes = 0;             ///< instants at which a job was pending
  std::uint64_t searches = 0;           ///< attempts of the path finder to place a pending job
  std::uint64_t searches_refusing = 0;  ///< those that refused an edge for its residual
  std::uint64_t starts = 0;
  std::uint64_t starts_out_of_order = 0;  ///< not first in fcfs order
  std::uint64_t starts_cross = 0;         ///< over more than one region
  std::uint64_t starts_reallocated = 0;   ///< those with other stages than path_order's
};

/// The complete record of one run.
struct RunRecord {
  LargeVector<JobOutcome> jobs;  ///< by ascending id
  LargeVector<PathStep> steps;   ///< of all paths
  MechanismCounts counts;
  double end_s = 0.0;                   ///< time of the last event
  double utilisation_integral_s = 0.0;  ///< of the network utilisation up to the last finish
  double blocked_job_seconds = 0.0;     ///< jobs behind a blocked first one that could be placed

  [[nodiscard]] std::span<const PathStep> path_of(const JobOutcome& job) const {
    BACELAB_EXPECTS(job.first_step + job.regions <= steps.size());
    return std::span(steps).subspan(job.first_step, job.regions);
  }
};

}  // namespace bacelab
