#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/contract.hpp"
#include "core/scheduling/system_state.hpp"

namespace bacelab {

/// The usable edges of each region by residual bandwidth, computed once and kept until a residual
/// of the region's links changes or a region without a free GPU gets one. A greedy path then looks
/// at a few edges per step instead of all.
class RankedEdges {
 public:
  /// An edge to a region with a free GPU at the time of ranking.
  struct Edge {
    RegionIndex region;
    double residual = 0.0;  ///< bit/s
  };

  /// Drops everything that was kept.
  void clear() { rankings_.assign(0, {}); }
  /// Makes room for the regions of the state.
  void attach(const SystemState& state);

  [[nodiscard]] bool is_fresh(const SystemState& state, RegionIndex region) const;
  /// Ranks the edges of one region. Different regions may be ranked at the same time.
  void rank(const SystemState& state, RegionIndex region);

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
};

}  // namespace bacelab
