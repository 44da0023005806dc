#include "core/scheduling/orderings/bace_priority.hpp"

#include <algorithm>

namespace bacelab {

void BacePriority::score(const SystemState& state, std::span<const PendingJob> pending,
                         std::vector<double>& scores) const {
  double longest = 0.0;
  double highest_demand = 0.0;
  for (const PendingJob& job : pending) {
    longest = std::max(longest, job.ideal_s);
    highest_demand = std::max(highest_demand, job.plan->best().demand_bit_per_s);
  }
  const double alpha = network_utilisation(state.total_demand, state.total_capacity);
  scores.clear();
  for (const PendingJob& job : pending) {
    const double length = job.ideal_s / longest;
    const double demand = job.plan->best().demand_bit_per_s / highest_demand;
    scores.push_back(-((1.0 - alpha) * (1.0 - length) + alpha * (1.0 - demand)));
  }
}

}  // namespace bacelab
