#pragma once

#include "core/scheduling/allocator.hpp"

namespace bacelab {

/// One stage in every region of the path, the rest in path order, each up to its free GPUs. No
/// price enters: of two placements the one with the shorter path is better.
class PathOrder : public Allocator {
 public:
  void allocate(const SystemState& state, Placement& placement) const override;
  bool better(const Placement& candidate, const Placement& best) const override;
};

}  // namespace bacelab
