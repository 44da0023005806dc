#pragma once

#include "core/scheduling/ordering.hpp"

namespace bacelab {

/// First come, first served: by arrival, then id.
class Fcfs final : public Ordering {
 public:
  void score(const SystemState& state, std::span<const PendingJob> pending,
             std::vector<double>& scores) const override;
  [[nodiscard]] bool keeps_arrival_order() const override { return true; }
};

}  // namespace bacelab
