#pragma once

#include "core/scheduling/path_finders/stage_count_search.hpp"

namespace bacelab {

/// BACE-Pipe's path finder (MODEL.md section 7, `bace`): from every region with a free GPU one
/// greedy path along the highest residual bandwidth, on edges with room for the demand.
class BandwidthAware final : public StageCountSearch {
 public:
  using StageCountSearch::StageCountSearch;

 private:
  void search(Search& search, Placement& best) override;

  Placement candidate_;
};

}  // namespace bacelab
