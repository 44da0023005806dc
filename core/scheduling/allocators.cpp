#include "core/scheduling/allocators.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/contract.hpp"

namespace bacelab {
namespace {

/// All stages to the only region of a path, where most placements are.
void put_into_one_region(Placement& placement) {
  placement.stages.clear();
  placement.stages.push_back(placement.option->stages);
}

/// Position on the path of the cheapest region that has a free slot left.
std::size_t cheapest_open(const JobView& view, const Placement& placement) {
  const std::size_t regions = placement.path.size();
  std::size_t cheapest = regions;
  for (std::size_t i = 0; i < regions; ++i) {
    const RegionIndex region = placement.path[i];
    if (placement.stages[i] >= view.free_slots[region]) continue;
    if (cheapest == regions) {
      cheapest = i;
      continue;
    }
    const RegionIndex other = placement.path[cheapest];
    const double price = view.state.price()[region];
    const double lowest = view.state.price()[other];
    if (price < lowest || (price == lowest && region < other)) cheapest = i;
  }
  return cheapest;
}

}  // namespace

bool can_take(const JobView& view, std::span<const RegionIndex> path, int stages) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto before = path.first(i);
    if (std::find(before.begin(), before.end(), path[i]) != before.end()) return false;
    if (view.free_slots[path[i]] < 1) return false;
  }
  return static_cast<int>(path.size()) <= stages && stages <= free_slots_on(view, path);
}

bool is_divided(const JobView& view, const Placement& placement) {
  const auto& [path, stages, option, price] = placement;
  if (!option || stages.size() != path.size()) return false;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (stages[i] < 1 || stages[i] > view.free_slots[path[i]]) return false;
  }
  return std::accumulate(stages.begin(), stages.end(), 0) == option->stages;
}

PlacementPrice price_of(const SystemState& state, const Placement& placement) {
  BACELAB_EXPECTS(placement.option && placement.stages.size() == placement.path.size());
  const std::vector<RegionIndex>& path = placement.path;
  PlacementPrice sum;
  const auto add = [&](std::size_t i) {
    const int gpus = placement.stages[i] * placement.option->gpus;
    const double price = gpus * state.price()[path[i]];
    sum.price += price;
    sum.magnitude += std::abs(price);
  };
  if (path.size() == 1) {
    add(0);
  } else if (path.size() == 2) {
    const std::size_t first = path[0] < path[1] ? 0 : 1;
    add(first);
    add(1 - first);
  } else {
    // Selecting the next larger index again and again needs no memory; paths are short.
    const std::size_t none = path.size();
    for (std::size_t done = 0, previous = none; done < path.size(); ++done) {
      std::size_t next = none;
      for (std::size_t i = 0; i < path.size(); ++i) {
        const bool later = previous == none || path[i] > path[previous];
        if (later && (next == none || path[i] < path[next])) next = i;
      }
      add(next);
      previous = next;
    }
  }
  return sum;
}

bool shorter_path(const Placement& candidate, const Placement& best) {
  if (candidate.path.size() != best.path.size()) return candidate.path.size() < best.path.size();
  return candidate.path < best.path;
}

void CheapestFirst::allocate(const JobView& view, Placement& placement) const {
  BACELAB_EXPECTS(placement.option && can_take(view, placement.path, placement.option->stages));
  const std::size_t regions = placement.path.size();
  if (regions == 1) {
    put_into_one_region(placement);
    placement.price = price_of(view.state, placement);
    return;
  }
  placement.stages.assign(regions, 1);
  int left = placement.option->stages - static_cast<int>(regions);
  while (left > 0) {
    const std::size_t i = cheapest_open(view, placement);
    const int more = std::min(left, view.free_slots[placement.path[i]] - placement.stages[i]);
    placement.stages[i] += more;
    left -= more;
  }
  BACELAB_ENSURES(is_divided(view, placement));
  placement.price = price_of(view.state, placement);
}

bool CheapestFirst::better(const Placement& candidate, const Placement& best) const {
  const PlacementPrice& mine = candidate.price;
  const PlacementPrice& other = best.price;
  const double difference = mine.price - other.price;
  if (std::abs(difference) <= 1e-9 * (mine.magnitude + other.magnitude)) {
    return shorter_path(candidate, best);
  }
  return difference < 0.0;
}

void CheapestTotal::allocate(const JobView& view, Placement& placement) const {
  CheapestFirst::allocate(view, placement);
  const StageOption& option = *placement.option;
  const double iteration_s =
      view.plan.iteration_without_transfers(option, placement.path, placement.stages);
  for (std::size_t i = 1; i < placement.path.size(); ++i) {
    const auto link = view.state.topology().link_between(placement.path[i - 1], placement.path[i]);
    BACELAB_EXPECTS(link.has_value());
    const double usd_per_iteration = option.iteration_gb * view.state.transfer_usd_per_gb(*link);
    const double usd_per_hour = usd_per_iteration * 3600.0 / iteration_s;
    placement.price.price += 1000.0 * usd_per_hour;  // a price is that of 1,000 hours
    placement.price.magnitude += 1000.0 * usd_per_hour;
  }
}

void PathOrder::allocate(const JobView& view, Placement& placement) const {
  BACELAB_EXPECTS(placement.option && can_take(view, placement.path, placement.option->stages));
  const std::size_t regions = placement.path.size();
  if (regions == 1) {
    put_into_one_region(placement);
    return;
  }
  placement.stages.assign(regions, 1);
  int left = placement.option->stages - static_cast<int>(regions);
  for (std::size_t i = 0; i < regions && left > 0; ++i) {
    const int more = std::min(left, view.free_slots[placement.path[i]] - 1);
    placement.stages[i] += more;
    left -= more;
  }
  BACELAB_ENSURES(is_divided(view, placement));
}

bool PathOrder::better(const Placement& candidate, const Placement& best) const {
  return shorter_path(candidate, best);
}

}  // namespace bacelab
