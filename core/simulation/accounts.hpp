#pragma once

#include <span>
#include <vector>

#include "core/simulation/run_record.hpp"
#include "core/simulation/running_jobs.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// What jobs use and pay (MODEL.md section 8): electricity and transfers.
class Accounts {
 public:
  /// The scenario must outlive this object's use.
  void reset(const Scenario& scenario) {
    scenario_ = &scenario;
    power_varies_ = scenario.cluster.power_varies();
  }

  /// Does the power of a job depend on its iteration time? Then it must be billed before this
  /// changes.
  [[nodiscard]] bool power_varies() const { return power_varies_; }
  /// Adds the electricity since the job's anchor.
  void bill_since_anchor(const RunningJob& running, JobOutcome& outcome,
                         std::span<const PathStep> path, double until) const;
  /// Adds all that is not billed yet, of a job that ends or is not served by the end of the run.
  void close(const RunningJob& running, JobOutcome& outcome, std::span<const PathStep> path,
             double until);

 private:
  /// Adds electricity; `share(region index, region)`: of the power of the GPUs there.
  template <class Share>
  void bill(const RunningJob& running, JobOutcome& outcome, std::span<const PathStep> path,
            double from, double until, const Share& share) const;
  void bill_transfers(const RunningJob& running, JobOutcome& outcome, double until);
  [[nodiscard]] inline double unhindered_iteration(const RunningJob& running);

  static constexpr double joules_per_kwh = 3.6e6;

  const Scenario* scenario_ = nullptr;
  bool power_varies_ = false;
  std::vector<Boundary> unhindered_;  // scratch space
};

template <class Share>
inline void Accounts::bill(const RunningJob& running, JobOutcome& outcome,
                           std::span<const PathStep> path, double from, double until,
                           const Share& share) const {
  double energy_kwh = 0.0;
  double cost_usd = 0.0;
  for (const PathStep& step : path) {
    const Region& region = scenario_->cluster.regions()[step.region];
    const int gpus = step.stages * running.option->gpus;
    const double watts = gpus * region.gpu.power_w * region.pue * share(step.region, region);
    energy_kwh += watts * (until - from) / joules_per_kwh;
    cost_usd += watts * region.price.integral(from, until) / joules_per_kwh;
  }
  outcome.energy_kwh += energy_kwh;
  outcome.cost_usd += cost_usd;
}

// The event loop calls this at every finish: defined here so that it can be inlined.

inline void Accounts::close(const RunningJob& running, JobOutcome& outcome,
                            std::span<const PathStep> path, double until) {
  if (power_varies_) {
    bill_since_anchor(running, outcome, path, until);
  } else {
    bill(running, outcome, path, outcome.start_s, until,
         [](RegionIndex, const Region&) { return 1.0; });
  }
  if (!running.links.empty()) bill_transfers(running, outcome, until);
}

}  // namespace bacelab
