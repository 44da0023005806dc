#include "core/scheduling/path_finders/exhaustive.hpp"

namespace bacelab {

void Exhaustive::search(Search& search, Placement& best) {
  const SystemState& state = search.state;
  for (RegionIndex start; start < state.free_gpus.end_index(); ++start) {
    if (state.free_gpus[start] < 1) continue;
    path_.assign(1, start);
    visit(search, state.free_gpus[start], best);
  }
}

/// Offers the path as it is, if it holds enough, and then all its extensions.
void Exhaustive::visit(Search& search, int gpus, Placement& best) {
  const SystemState& state = search.state;
  if (gpus >= search.option.stages) {
    candidate_.path = path_;
    search.offer(candidate_, best);
  }
  if (path_.size() >= static_cast<std::size_t>(search.option.stages)) return;
  for (const Neighbour& next : state.topology->neighbours(path_.back())) {
    if (!is_neighbour(state, next, path_)) continue;
    if (search.rule.threshold && !state.has_room(next.link, search.rule.demand)) {
      search.edge_refused = true;
      if (search.log) {
        search.log->edge_refused(path_.back(), next.region, state.residual(next.link),
                                 search.rule.demand);
      }
      continue;
    }
    path_.push_back(next.region);
    visit(search, gpus + state.free_gpus[next.region], best);
    path_.pop_back();
  }
}

}  // namespace bacelab
