#include "core/scheduling/orderings/fcfs.hpp"

namespace bacelab {

void Fcfs::score(const SystemState&, std::span<const PendingJob> pending,
                 std::vector<double>& scores) const {
  scores.clear();
  for (const PendingJob& job : pending) scores.push_back(job.arrival_s);
}

}  // namespace bacelab
