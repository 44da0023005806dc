#pragma once

#include "core/scheduling/allocator.hpp"
#include "core/scheduling/decision_log.hpp"
#include "core/scheduling/placement.hpp"
#include "core/scheduling/system_state.hpp"

namespace bacelab {

/// What a search came to besides the placement.
struct SearchOutcome {
  bool found = false;
  bool edge_refused = false;  ///< some edge was refused only for its residual bandwidth
};

/// Finds a place for a job (MODEL.md section 7, path finders). What it finds depends on its
/// arguments alone; members are room to work in, so each thread has a finder of its own.
class PathFinder {
 public:
  PathFinder() = default;
  PathFinder(const PathFinder&) = delete;
  PathFinder& operator=(const PathFinder&) = delete;
  virtual ~PathFinder() = default;

  /// Looks for a placement of a job with this plan. `result` is complete when the outcome says
  /// found, else unspecified. `log` may be null.
  virtual SearchOutcome find(const SystemState& state, const StagePlan& plan,
                             const Allocator& allocator, Placement& result, DecisionLog* log) = 0;

  /// A run begins: what was kept of the states of another is void.
  virtual void begin_run() {}
  /// Most threads that one search may use; 1 unless set.
  virtual void set_threads(int /*threads*/) {}
};

}  // namespace bacelab
