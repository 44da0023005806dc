#include "core/scheduling/path_finders/bandwidth_aware.hpp"

namespace bacelab {

void BandwidthAware::search(Search& search, Placement& best) {
  const SystemState& state = search.state;
  for (RegionIndex start; start < state.free_gpus.end_index(); ++start) {
    if (state.free_gpus[start] < 1) continue;
    candidate_.clear();
    candidate_.path.push_back(start);
    if (extend_greedily(state, search.rule, search.option.stages, candidate_.path,
                        search.edge_refused, search.log)) {
      search.offer(candidate_, best);
    }
  }
}

}  // namespace bacelab
