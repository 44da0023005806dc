#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/explain/job_difference.hpp"
#include "app/explain/swaps.hpp"
#include "app/simulate/replay.hpp"

namespace bacelab {

/// A decision of a policy, and what the other policy's decision in its place would have made.
struct SwappedDecision {
  Divergence where;
  std::vector<Start> own;    ///< that start at this instant
  std::vector<Start> other;  ///< the same with the other policy's decision
  double jct_mean_s =
      0.0;                 ///< change of the mean job completion time; NaN if other jobs are served
  double total_usd = 0.0;  ///< change of electricity and transfers of all jobs
  double unserved = 0.0;   ///< change of the number of jobs that are never served
};

/// Why two policies have different outcomes in one world.
struct Explanation {
  std::string own_name;
  std::string other_name;
  RunRecord own;
  RunRecord other;
  std::vector<JobDifference> jobs;
  std::size_t divergences = 0;             ///< instants at which the policies would differ
  std::vector<SwappedDecision> decisions;  ///< of the first of these, those that start other jobs
};

/// Runs both policies, and again with each of the first `most_swaps` decisions swapped. Throws
/// InputError.
Explanation explain(const Replay& replay, const std::string& own, const std::string& other,
                    std::size_t most_swaps);

}  // namespace bacelab
