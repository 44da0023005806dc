#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/contract.hpp"
#include "core/scheduling/decision_log.hpp"
#include "core/scheduling/job_view.hpp"

namespace bacelab {

/// The usable edges of each region by residual bandwidth, computed once and kept until a residual
/// of the region's links changes or a region without a free GPU gets one. A greedy path then looks
/// at a few edges per step instead of all. For jobs whose slots are not the free GPUs nothing is
/// kept from one view to the next.
class RankedEdges {
 public:
  /// An edge to a region with a free slot at the time of ranking.
  struct Edge {
    RegionIndex region;
    double residual = 0.0;  ///< bit/s
  };

  /// Drops everything that was kept.
  void clear() { rankings_.assign(0, {}); }
  /// Makes room for the regions of the view, and drops what does not hold for it.
  void attach(const JobView& view);

  [[nodiscard]] bool is_fresh(const SystemState& state, RegionIndex region) const;
  /// Ranks the edges of one region. Different regions may be ranked at the same time.
  void rank(const JobView& view, RegionIndex region);

  // Of a region that has been ranked:

  /// The best edges by descending residual, equal ones by region index: at most `kept`.
  [[nodiscard]] std::span<const Edge> best(RegionIndex region) const {
    const Ranking& ranking = rankings_[region];
    BACELAB_EXPECTS(ranking.valid);
    return std::span(ranking.best).first(ranking.count);
  }
  /// Does best() contain all usable edges?
  [[nodiscard]] bool is_complete(RegionIndex region) const { return rankings_[region].complete; }
  /// The lowest residual of all usable edges; infinite if there are none.
  [[nodiscard]] double lowest(RegionIndex region) const { return rankings_[region].lowest; }

  static constexpr std::size_t kept = 16;

 private:
  struct alignas(64) Ranking {
    bool valid = false;  // has it been ranked?
    bool complete = false;
    std::uint32_t count = 0;
    std::uint64_t links_version = 0;
    std::uint64_t opened = 0;
    double lowest = 0.0;
    std::array<Edge, kept> best;
  };

  Table<RegionIndex, Ranking> rankings_;
  bool are_of_gpus_ = true;  // are they for jobs whose slots are the free GPUs?
};

/// Is a link usable as an edge of a path: positive capacity to a region with a free slot that is
/// not yet on the path ("neighbour" of MODEL.md section 7)?
bool is_neighbour(const JobView& view, const Neighbour& neighbour,
                  const std::vector<RegionIndex>& path);

/// Which edges a path may take.
struct EdgeRule {
  double demand = 0.0;     ///< bit/s
  bool threshold = false;  ///< refuse edges without room for the demand
};

/// Extends `path`, which must have at least one region, from its last region to the neighbour with
/// the highest residual bandwidth (ties: lower index) that the rule admits, until the free slots on
/// it reach `wanted`. Returns whether they do; sets `edge_refused` when the rule refused an edge.
bool extend_greedily(const JobView& view, const EdgeRule& rule, int wanted,
                     std::vector<RegionIndex>& path, bool& edge_refused, DecisionLog* log);

/// Finds the paths of extend_greedily() along ranked edges: the same paths and refusals, but a few
/// edges per step instead of all. One thread at a time may use a walk; many may share the edges.
///
/// Aligned, since threads count their steps at the same time: sharing a cache line would cost more
/// than the steps.
class alignas(64) GreedyWalk {
 public:
  /// From `start`, which must have a free slot, until the free slots on `path` reach `wanted`; the
  /// edges of every region with a free slot must be ranked for this view. Returns whether they do;
  /// sets `edge_refused` when the rule refused an edge.
  bool lay(const JobView& view, const RankedEdges& edges, const EdgeRule& rule, int wanted,
           RegionIndex start, std::vector<RegionIndex>& path, bool& edge_refused);

  /// The number of steps that this walk has taken: its work.
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 private:
  void begin(const SystemState& state);
  void visit(RegionIndex region) { visited_[region] = walk_; }
  [[nodiscard]] bool is_visited(RegionIndex region) const { return visited_[region] == walk_; }
  /// The usable edge with the highest residual from a region; none if there is no edge.
  [[nodiscard]] std::optional<RankedEdges::Edge> best_edge(const JobView& view,
                                                           const RankedEdges& edges,
                                                           RegionIndex from) const;
  [[nodiscard]] bool refuses_any(const JobView& view, const RankedEdges& edges,
                                 const EdgeRule& rule, RegionIndex from) const;

  Table<RegionIndex, std::uint64_t> visited_;  // the last walk that visited the region
  std::uint64_t walk_ = 0;
  std::uint64_t steps_ = 0;
};

}  // namespace bacelab
