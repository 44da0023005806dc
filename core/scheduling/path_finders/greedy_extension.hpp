#pragma once

#include <optional>
#include <vector>

#include "core/scheduling/decision_log.hpp"
#include "core/scheduling/system_state.hpp"

namespace bacelab {

/// Is a link usable as an edge of a path: positive capacity to a region with a free GPU that is
/// not yet on the path ("neighbour" of MODEL.md section 7)?
bool is_neighbour(const SystemState& state, const Neighbour& neighbour,
                  const std::vector<RegionIndex>& path);

/// Which edges a path may take.
struct EdgeRule {
  double demand = 0.0;     ///< bit/s
  bool threshold = false;  ///< refuse edges without room for the demand
};

/// Extends `path`, which has at least one region, from its last region to the neighbour with the
/// highest residual bandwidth (ties: lower index) that the rule admits, until the free GPUs on it
/// reach `wanted`. Returns whether they do; sets `edge_refused` when the rule refused an edge.
bool extend_greedily(const SystemState& state, const EdgeRule& rule, int wanted,
                     std::vector<RegionIndex>& path, bool& edge_refused, DecisionLog* log);

}  // namespace bacelab
