#include "core/simulation/accounts.hpp"

#include <algorithm>

namespace bacelab {
namespace {

/// Of the power of a GPU that a job holds, at its iteration time.
double power_share(const GpuType& gpu, RegionIndex region, const RunningJob& running) {
  const double computing_s = running.option->computing_s * running.plan->relative_time(region);
  const double computing = std::min(1.0, computing_s / running.iteration_s);
  return gpu.idle_power_fraction + (1.0 - gpu.idle_power_fraction) * computing;
}

}  // namespace

// Not inline: mostly power doesn't vary.
[[gnu::noinline]] void Accounts::bill_since_anchor(const RunningJob& running, JobOutcome& outcome,
                                                   std::span<const PathStep> path,
                                                   double until) const {
  bill(running, outcome, path, running.anchor_s, until,
       [&](RegionIndex index, const Region& region) {
         return power_share(region.gpu, index, running);
       });
}

/// The iteration time with every share equal to the demand, or with transfers that take no time
/// where demands don't cap shares.
inline double Accounts::unhindered_iteration(const RunningJob& running) {
  const double transfer_s = demand_caps_share(scenario_->pipeline.schedule)
                                ? 8.0 * running.plan->boundary_bytes() / running.reserved_bit_per_s
                                : 0.0;
  unhindered_.clear();
  for (const Boundary& boundary : running.transfers) {
    unhindered_.push_back({transfer_s, boundary.delay_s});
  }
  return iteration_time(scenario_->pipeline, running.groups, unhindered_,
                        running.plan->micro_batches());
}

void Accounts::bill_transfers(const RunningJob& running, JobOutcome& outcome, double until) {
  const double left = outcome.served ? 0.0 : remaining_at(running, until);
  const double iterations = scenario_->jobs[running.job].iterations - left;
  const StagePlan& plan = *running.plan;
  const double boundary_bytes = 2.0 * plan.micro_batches().count * plan.boundary_bytes();
  for (const LinkIndex link : running.links) {
    outcome.egress_bytes += iterations * boundary_bytes;
    outcome.egress_usd +=
        iterations * boundary_bytes / 1e9 * scenario_->cluster.links()[link].transfer_usd_per_gb;
  }
  if (outcome.served) {
    const double unhindered = iterations * unhindered_iteration(running);
    outcome.stalled_fraction = std::max(0.0, 1.0 - unhindered / (until - outcome.start_s));
  }
}

}  // namespace bacelab
