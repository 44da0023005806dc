#include "core/scheduling/path_finders/greedy_walk.hpp"

#include <algorithm>
#include <limits>

#include "core/contract.hpp"

namespace bacelab {
namespace {

/// Most paths are shorter than the steps of std::find.
bool is_on(const std::vector<RegionIndex>& path, RegionIndex region) {
  for (const RegionIndex on_path : path) {
    if (on_path == region) return true;
  }
  return false;
}

}  // namespace

void RankedEdges::attach(const JobView& view) {
  const std::size_t regions = view.free_slots.size();
  if (rankings_.size() != regions) {
    rankings_.assign(regions, {});
  } else if (!view.plan.slots_are_gpus() || !are_of_gpus_) {
    for (Ranking& ranking : rankings_) ranking.valid = false;
  }
  are_of_gpus_ = view.plan.slots_are_gpus();
}

bool RankedEdges::is_fresh(const SystemState& state, RegionIndex region) const {
  const Ranking& ranking = rankings_[region];
  return ranking.valid && ranking.opened == state.opened() &&
         ranking.links_version == state.links_version(region);
}

void RankedEdges::rank(const JobView& view, RegionIndex region) {
  const SystemState& state = view.state;
  const auto& free = view.free_slots;
  Ranking& ranking = rankings_[region];
  std::size_t count = 0;
  std::size_t usable = 0;
  double lowest = std::numeric_limits<double>::infinity();
  const auto neighbours = state.topology().neighbours(region);
  const auto residuals = state.edge_residuals(region);
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    const double residual = residuals[i];
    if (!SystemState::is_edge(residual) || free[neighbours[i].region] < 1) continue;
    ++usable;
    lowest = std::min(lowest, residual);
    if (count == kept && residual <= ranking.best[kept - 1].residual) continue;
    if (count < kept) ++count;
    std::size_t place = count - 1;
    for (; place > 0 && ranking.best[place - 1].residual < residual; --place) {
      ranking.best[place] = ranking.best[place - 1];
    }
    ranking.best[place] = {neighbours[i].region, residual};
  }
  ranking.count = static_cast<std::uint32_t>(count);
  ranking.complete = usable == count;
  ranking.lowest = lowest;
  ranking.opened = state.opened();
  ranking.links_version = state.links_version(region);
  ranking.valid = true;
}

bool is_neighbour(const JobView& view, const Neighbour& neighbour,
                  const std::vector<RegionIndex>& path) {
  return view.state.capacity()[neighbour.link] > 0.0 && view.free_slots[neighbour.region] > 0 &&
         !is_on(path, neighbour.region);
}

bool extend_greedily(const JobView& view, const EdgeRule& rule, int wanted,
                     std::vector<RegionIndex>& path, bool& edge_refused, DecisionLog* log) {
  BACELAB_EXPECTS(!path.empty() && rule.demand >= 0.0);
  const SystemState& state = view.state;
  const auto& free = view.free_slots;
  const double least = rule.threshold ? SystemState::least_room(rule.demand) : SystemState::no_edge;
  int slots = free_slots_on(view, path);
  while (slots < wanted) {
    const auto neighbours = state.topology().neighbours(path.back());
    const auto residuals = state.edge_residuals(path.back());
    std::optional<RegionIndex> best;
    double highest = SystemState::no_edge;
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
      const double residual = residuals[i];
      const bool has_room = residual >= least;
      // First what is cheap: most edges have nothing to tell, whether they can be taken or not.
      if (has_room ? residual <= highest : edge_refused && !log) continue;
      const RegionIndex region = neighbours[i].region;
      if (!SystemState::is_edge(residual) || free[region] < 1) continue;
      if (is_on(path, region)) continue;
      if (has_room) {
        best = region;
        highest = residual;
      } else {
        edge_refused = true;
        if (log) log->edge_refused(path.back(), region, residual, rule.demand);
      }
    }
    if (!best) {
      if (log) log->dead_end(path, slots, wanted);
      return false;
    }
    path.push_back(*best);
    slots += free[*best];
  }
  return true;
}

bool GreedyWalk::lay(const JobView& view, const RankedEdges& edges, const EdgeRule& rule,
                     int wanted, RegionIndex start, std::vector<RegionIndex>& path,
                     bool& edge_refused) {
  const SystemState& state = view.state;
  BACELAB_EXPECTS(view.free_slots[start] > 0 && rule.demand >= 0.0);
  begin(state);
  path.assign(1, start);
  visit(start);
  int slots = view.free_slots[start];
  while (slots < wanted) {
    ++steps_;
    const RegionIndex from = path.back();
    BACELAB_EXPECTS(edges.is_fresh(state, from));
    if (!edge_refused && rule.threshold) edge_refused = refuses_any(view, edges, rule, from);
    const auto next = best_edge(view, edges, from);
    // If the highest residual has no room for the demand, no other has.
    if (!next) return false;
    if (rule.threshold && !SystemState::leaves_room(next->residual, rule.demand)) return false;
    path.push_back(next->region);
    visit(next->region);
    slots += view.free_slots[next->region];
  }
  return true;
}

void GreedyWalk::begin(const SystemState& state) {
  if (visited_.size() != state.free_gpus().size()) {
    visited_.assign(state.free_gpus().size(), 0);
    walk_ = 0;
  }
  ++walk_;
}

std::optional<RankedEdges::Edge> GreedyWalk::best_edge(const JobView& view,
                                                       const RankedEdges& edges,
                                                       RegionIndex from) const {
  const auto& free = view.free_slots;
  for (const RankedEdges::Edge& edge : edges.best(from)) {
    if (free[edge.region] > 0 && !is_visited(edge.region)) return edge;
  }
  if (edges.is_complete(from)) return std::nullopt;
  RankedEdges::Edge best = {{}, SystemState::no_edge};
  const auto neighbours = view.state.topology().neighbours(from);
  const auto residuals = view.state.edge_residuals(from);
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    // First what most edges fail.
    if (residuals[i] <= best.residual) continue;
    const RegionIndex region = neighbours[i].region;
    if (free[region] > 0 && !is_visited(region)) best = {region, residuals[i]};
  }
  if (!SystemState::is_edge(best.residual)) return std::nullopt;
  return best;
}

bool GreedyWalk::refuses_any(const JobView& view, const RankedEdges& edges, const EdgeRule& rule,
                             RegionIndex from) const {
  if (SystemState::leaves_room(edges.lowest(from), rule.demand)) return false;
  const auto neighbours = view.state.topology().neighbours(from);
  const auto residuals = view.state.edge_residuals(from);
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    if (SystemState::leaves_room(residuals[i], rule.demand)) continue;
    const RegionIndex region = neighbours[i].region;
    if (!SystemState::is_edge(residuals[i]) || view.free_slots[region] < 1) continue;
    if (!is_visited(region)) return true;
  }
  return false;
}

}  // namespace bacelab
