#pragma once

#include <cstdint>
#include <vector>

#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// What a job takes and costs more under another policy, in parts that add up. Times in s, money in
/// USD. Parts of a job that is not served under both are NaN.
struct JobDifference {
  std::int64_t id = 0;
  bool is_judged = true;  ///< no warm-up job: part of the mean completion time
  double waiting_s = 0.0;
  double computing_s = 0.0;  ///< running, less what follows: other stages, other GPUs
  double stalled_s = 0.0;    ///< running lost because links gave less than the demand
  double energy_usd = 0.0;   ///< of more energy, at the mean of both prices
  double price_usd = 0.0;    ///< of dearer energy, for the mean of both amounts
  double transfer_usd = 0.0;

  [[nodiscard]] double completion_s() const { return waiting_s + computing_s + stalled_s; }
  [[nodiscard]] double cost_usd() const { return energy_usd + price_usd; }
  [[nodiscard]] double total_usd() const { return cost_usd() + transfer_usd; }
};

/// Job by job, in the order of the runs: other - own. Both are runs of the scenario.
std::vector<JobDifference> job_differences(const Scenario& scenario, const RunRecord& own,
                                           const RunRecord& other);

}  // namespace bacelab
