#pragma once

#include <algorithm>

#include "core/simulation/run_record.hpp"

// Equality to the last bit.
namespace bacelab::testing {

inline bool same(const JobOutcome& x, const JobOutcome& y) {
  return x.id == y.id && x.started == y.started && x.served == y.served &&
         x.arrival_s == y.arrival_s && x.start_s == y.start_s && x.finish_s == y.finish_s &&
         x.ideal_s == y.ideal_s && x.stages == y.stages && x.gpus == y.gpus && x.first_step == y.first_step &&
         x.regions == y.regions && x.energy_kwh == y.energy_kwh && x.cost_usd == y.cost_usd &&
         x.egress_bytes == y.egress_bytes && x.egress_usd == y.egress_usd &&
         x.stalled_fraction == y.stalled_fraction;
}

inline bool same(const RunRecord& x, const RunRecord& y) {
  const auto same_job = [](const JobOutcome& a, const JobOutcome& b) { return same(a, b); };
  const auto same_step = [](const PathStep& a, const PathStep& b) {
    return a.region == b.region && a.stages == b.stages;
  };
  const MechanismCounts& a = x.counts;
  const MechanismCounts& b = y.counts;
  return std::ranges::equal(x.jobs, y.jobs, same_job) &&
         std::ranges::equal(x.steps, y.steps, same_step) && a.passes == b.passes &&
         a.searches == b.searches && a.searches_refusing == b.searches_refusing &&
         a.starts == b.starts && a.starts_out_of_order == b.starts_out_of_order &&
         a.starts_cross == b.starts_cross && a.starts_reallocated == b.starts_reallocated &&
         x.end_s == y.end_s && x.utilisation_integral_s == y.utilisation_integral_s &&
         x.blocked_job_seconds == y.blocked_job_seconds;
}

}  // namespace bacelab::testing
