#pragma once

#include <cstddef>
#include <vector>

#include "core/scheduling/path_finders/greedy_walk.hpp"
#include "core/scheduling/path_finders/path_finder.hpp"

namespace bacelab {

/// BACE-Pipe's path finder (MODEL.md section 7, `bace`): from every region with a free slot one
/// greedy path along the highest residual bandwidth, on edges with room for the demand.
///
/// With many regions the edges of each are ranked once per state, and start regions may be searched
/// in parallel. The result never depends on either.
class BandwidthAware final : public StageCountSearch {
 public:
  /// From this many regions on, edges are ranked; below, looking at all of them is faster.
  static constexpr std::size_t ranked_from = 24;
  /// From this much expected work on (edges looked at, one or two nanoseconds each), a search is
  /// worth the time to start threads.
  static constexpr std::size_t parallel_from = 20'000;

  explicit BandwidthAware(double min_fraction, std::size_t ranked = ranked_from,
                          std::size_t parallel = parallel_from)
      : StageCountSearch(min_fraction), ranked_from_(ranked), parallel_from_(parallel) {}

  void set_threads(int threads) override { threads_ = threads; }
  void begin_run() override { edges_.clear(); }

 private:
  /// A path from one start region.
  struct alignas(64) Trial {
    Placement candidate;
    bool found = false;
  };

  void search(Search& search, Placement& best) override;
  void search_plainly(Search& search, Placement& best);
  void search_ranked(Search& search, Placement& best);
  void search_in_parallel(Search& search, Placement& best);
  void list_starts(const JobView& view);
  [[nodiscard]] std::size_t expected_work(const JobView& view) const;
  void try_start(const Search& search, RegionIndex start, GreedyWalk& walk, Trial& trial,
                 bool& edge_refused) const;

  std::size_t ranked_from_;
  std::size_t parallel_from_;
  int threads_ = 1;

  RankedEdges edges_;
  std::vector<RegionIndex> starts_;  // regions with a free slot
  std::vector<RegionIndex> stale_;   // of these, whose edges must be ranked
  std::vector<GreedyWalk> walks_;    // one per thread
  std::vector<Trial> trials_;        // one per start region
  Placement candidate_;
  double steps_a_start_ = 1.0;  // in the last search
};

/// The reference for BandwidthAware (MODEL.md section 7, `exhaustive`): all simple paths of at most
/// k regions whose free slots reach k. Its work grows with the factorial of the number of regions.
class Exhaustive final : public StageCountSearch {
 public:
  static constexpr int max_regions = 8;

  using StageCountSearch::StageCountSearch;

 private:
  void search(Search& search, Placement& best) override;
  void visit(Search& search, int slots, Placement& best);

  std::vector<RegionIndex> path_;
  Placement candidate_;
};

}  // namespace bacelab
