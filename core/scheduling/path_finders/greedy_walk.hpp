#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/scheduling/decision_log.hpp"
#include "core/scheduling/path_finders/ranked_edges.hpp"
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

/// Extends `path`, which must have at least one region, from its last region to the neighbour with
/// the highest residual bandwidth (ties: lower index) that the rule admits, until the free GPUs on
/// it reach `wanted`. Returns whether they do; sets `edge_refused` when the rule refused an edge.
bool extend_greedily(const SystemState& state, const EdgeRule& rule, int wanted,
                     std::vector<RegionIndex>& path, bool& edge_refused, DecisionLog* log);

/// Finds the paths of extend_greedily() along ranked edges: the same paths and refusals, but a few
/// edges per step instead of all. One thread at a time may use a walk; many may share the edges.
///
/// Aligned, since threads count their steps at the same time: sharing a cache line would cost more
/// than the steps.
class alignas(64) GreedyWalk {
 public:
  /// From `start`, which must have a free GPU, until the free GPUs on `path` reach `wanted`; the
  /// edges of every region with a free GPU must be ranked in this state. Returns whether they do;
  /// sets `edge_refused` when the rule refused an edge.
  bool lay(const SystemState& state, const RankedEdges& edges, const EdgeRule& rule, int wanted,
           RegionIndex start, std::vector<RegionIndex>& path, bool& edge_refused);

  /// The number of steps that this walk has taken: its work.
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 private:
  void begin(const SystemState& state);
  void visit(RegionIndex region) { visited_[region] = walk_; }
  [[nodiscard]] bool is_visited(RegionIndex region) const { return visited_[region] == walk_; }
  /// The usable edge with the highest residual from a region; none if there is no edge.
  [[nodiscard]] std::optional<RankedEdges::Edge> best_edge(const SystemState& state,
                                                           const RankedEdges& edges,
                                                           RegionIndex from) const;
  [[nodiscard]] bool refuses_any(const SystemState& state, const RankedEdges& edges,
                                 const EdgeRule& rule, RegionIndex from) const;

  Table<RegionIndex, std::uint64_t> visited_;  // the last walk that visited the region
  std::uint64_t walk_ = 0;
  std::uint64_t steps_ = 0;
};

}  // namespace bacelab
