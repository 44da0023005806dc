#include "core/scheduling/path_finders/greedy_extension.hpp"

#include <algorithm>

namespace bacelab {

bool is_neighbour(const SystemState& state, const Neighbour& neighbour,
                  const std::vector<RegionIndex>& path) {
  return state.capacity[neighbour.link] > 0.0 && state.free_gpus[neighbour.region] > 0 &&
         std::find(path.begin(), path.end(), neighbour.region) == path.end();
}

bool extend_greedily(const SystemState& state, const EdgeRule& rule, int wanted,
                     std::vector<RegionIndex>& path, bool& edge_refused, DecisionLog* log) {
  int gpus = 0;
  for (const RegionIndex region : path) gpus += state.free_gpus[region];
  while (gpus < wanted) {
    std::optional<Neighbour> best;
    for (const Neighbour& next : state.topology->neighbours(path.back())) {
      if (!is_neighbour(state, next, path)) continue;
      if (rule.threshold && !state.has_room(next.link, rule.demand)) {
        edge_refused = true;
        if (log) {
          log->edge_refused(path.back(), next.region, state.residual(next.link), rule.demand);
        }
        continue;
      }
      if (!best || state.residual(next.link) > state.residual(best->link)) best = next;
    }
    if (!best) {
      if (log) log->dead_end(path, gpus, wanted);
      return false;
    }
    path.push_back(best->region);
    gpus += state.free_gpus[best->region];
  }
  return true;
}

}  // namespace bacelab
