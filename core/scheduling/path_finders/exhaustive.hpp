#pragma once

#include "core/scheduling/path_finders/stage_count_search.hpp"

namespace bacelab {

/// The reference for BandwidthAware (MODEL.md section 7, `exhaustive`): all simple paths of at most
/// k regions whose free GPUs reach k. Its work grows with the factorial of the regions.
class Exhaustive final : public StageCountSearch {
 public:
  static constexpr int max_regions = 8;

  using StageCountSearch::StageCountSearch;

 private:
  void search(Search& search, Placement& best) override;
  void visit(Search& search, int gpus, Placement& best);

  std::vector<RegionIndex> path_;
  Placement candidate_;
};

}  // namespace bacelab
