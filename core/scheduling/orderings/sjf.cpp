#include "core/scheduling/orderings/sjf.hpp"

namespace bacelab {

void Sjf::score(const SystemState&, std::span<const PendingJob> pending,
                std::vector<double>& scores) const {
  scores.clear();
  for (const PendingJob& job : pending) scores.push_back(job.ideal_s);
}

}  // namespace bacelab
