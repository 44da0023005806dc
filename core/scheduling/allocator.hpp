#pragma once

#include "core/scheduling/placement.hpp"
#include "core/scheduling/system_state.hpp"

namespace bacelab {

/// Divides the stages of a job among the regions of a path, and says which of two placements with
/// the same stage count it likes better (MODEL.md section 7, allocators).
class Allocator {
 public:
  Allocator() = default;
  Allocator(const Allocator&) = delete;
  Allocator& operator=(const Allocator&) = delete;
  virtual ~Allocator() = default;

  /// Fills placement.stages from placement.path and placement.option, and what better() looks at.
  /// The path's free GPUs reach the stage count, and its regions don't exceed it.
  virtual void allocate(const SystemState& state, Placement& placement) const = 0;
  /// Is `candidate` to be preferred to `best`? Both are allocated.
  virtual bool better(const Placement& candidate, const Placement& best) const = 0;
};

/// Fewer regions, then the lexicographically smaller path.
bool shorter_path(const Placement& candidate, const Placement& best);

}  // namespace bacelab
