#pragma once

#include "core/scheduling/allocator.hpp"

namespace bacelab {

/// One stage in every region of the path, the rest to the regions in ascending price (ties: lower
/// index), each up to its free GPUs. This is the cheapest division for the path: there is one
/// budget and linear costs. Of two placements the one with the lower price an hour is better.
class CheapestFirst : public Allocator {
 public:
  void allocate(const SystemState& state, Placement& placement) const override;
  bool better(const Placement& candidate, const Placement& best) const override;
};

/// The price of a placement's stages in this state.
PlacementPrice price_of(const SystemState& state, const Placement& placement);

}  // namespace bacelab
