#pragma once

#include "core/scheduling/ordering.hpp"

namespace bacelab {

/// BACE-Pipe's dynamic priority (MODEL.md section 7): (1-alpha)(1-I_j) + alpha(1-D_j), highest
/// first, with I_j = E_j / max E and D_j = d_j(k*) / max d over the pending jobs and alpha the
/// network utilisation. An idle network favours short jobs, a congested one those with little
/// traffic. The score is the negative priority.
class BacePriority final : public Ordering {
 public:
  void score(const SystemState& state, std::span<const PendingJob> pending,
             std::vector<double>& scores) const override;
};

}  // namespace bacelab
