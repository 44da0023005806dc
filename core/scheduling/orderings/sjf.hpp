#pragma once

#include "core/scheduling/ordering.hpp"

namespace bacelab {

/// Shortest job first, by E_j.
class Sjf final : public Ordering {
 public:
  void score(const SystemState& state, std::span<const PendingJob> pending,
             std::vector<double>& scores) const override;
};

}  // namespace bacelab
