#pragma once

#include "core/scheduling/allocator.hpp"

namespace bacelab {

/// One stage in every region of the path, the rest to the regions in ascending price (ties: lower
/// index), each up to its free GPUs. This is the cheapest division for the path: there is one
/// budget and linear costs. Of two placements the one with the lower price an hour is better.
class CheapestFirst : public Allocator {
 public:
  void allocate(const SystemState& state, Placement& placement) const override;
  bool better(const SystemState& state, const Placement& candidate,
              const Placement& best) const override;
};

/// Electricity price of a placement, and the sum of the absolute values that it is made of, both
/// added in region index order so that equal divisions over other paths have equal sums.
struct PlacementPrice {
  double price = 0.0;      ///< USD for 1,000 hours
  double magnitude = 0.0;  ///< the same, of absolute values
};
PlacementPrice price_of(const SystemState& state, const Placement& placement);

}  // namespace bacelab
