#include "core/scheduling/path_finders/greedy_walk.hpp"

namespace bacelab {

bool GreedyWalk::lay(const SystemState& state, const RankedEdges& edges, const EdgeRule& rule,
                     int wanted, RegionIndex start, std::vector<RegionIndex>& path,
                     bool& edge_refused) {
  begin(state);
  path.assign(1, start);
  visit(start);
  int gpus = state.free_gpus[start];
  while (gpus < wanted) {
    ++steps_;
    const RegionIndex from = path.back();
    if (!edge_refused && rule.threshold) edge_refused = refuses_any(state, edges, rule, from);
    const auto next = best_edge(state, edges, from);
    // What the highest residual has no room for, no other has.
    if (!next) return false;
    if (rule.threshold && !SystemState::leaves_room(next->residual, rule.demand)) return false;
    path.push_back(next->region);
    visit(next->region);
    gpus += state.free_gpus[next->region];
  }
  return true;
}

void GreedyWalk::begin(const SystemState& state) {
  if (visited_.size() != state.free_gpus.size()) {
    visited_.assign(state.free_gpus.size(), 0);
    walk_ = 0;
  }
  ++walk_;
}

std::optional<RankedEdges::Edge> GreedyWalk::best_edge(const SystemState& state,
                                                       const RankedEdges& edges,
                                                       RegionIndex from) const {
  for (const RankedEdges::Edge& edge : edges.best(from)) {
    if (state.free_gpus[edge.region] > 0 && !is_visited(edge.region)) return edge;
  }
  std::optional<RankedEdges::Edge> best;
  if (edges.is_complete(from)) return best;
  for (const Neighbour& next : state.topology->neighbours(from)) {
    if (state.free_gpus[next.region] < 1 || !(state.capacity[next.link] > 0.0)) continue;
    if (is_visited(next.region)) continue;
    const double residual = state.residual(next.link);
    if (!best || residual > best->residual) best = RankedEdges::Edge{next.region, residual};
  }
  return best;
}

bool GreedyWalk::refuses_any(const SystemState& state, const RankedEdges& edges,
                             const EdgeRule& rule, RegionIndex from) const {
  if (SystemState::leaves_room(edges.lowest(from), rule.demand)) return false;
  for (const Neighbour& next : state.topology->neighbours(from)) {
    if (state.free_gpus[next.region] < 1 || !(state.capacity[next.link] > 0.0)) continue;
    if (!is_visited(next.region) && !state.has_room(next.link, rule.demand)) return true;
  }
  return false;
}

}  // namespace bacelab
