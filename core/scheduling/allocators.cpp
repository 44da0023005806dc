#include "core/scheduling/allocators.hpp"

#include <algorithm>
#include <cmath>

namespace bacelab {

int free_gpus_on(const SystemState& state, const std::vector<RegionIndex>& path) {
  int sum = 0;
  for (const RegionIndex region : path) sum += state.free_gpus()[region];
  return sum;
}

bool shorter_path(const Placement& candidate, const Placement& best) {
  if (candidate.path.size() != best.path.size()) return candidate.path.size() < best.path.size();
  return candidate.path < best.path;
}

namespace {

/// Position on the path of the cheapest region that has a free GPU left.
std::size_t cheapest_open(const SystemState& state, const Placement& placement) {
  const std::size_t regions = placement.path.size();
  std::size_t cheapest = regions;
  for (std::size_t i = 0; i < regions; ++i) {
    const RegionIndex region = placement.path[i];
    if (placement.stages[i] >= state.free_gpus()[region]) continue;
    if (cheapest == regions) {
      cheapest = i;
      continue;
    }
    const RegionIndex other = placement.path[cheapest];
    const double price = state.price()[region];
    if (price < state.price()[other] || (price == state.price()[other] && region < other))
      cheapest = i;
  }
  return cheapest;
}

}  // namespace

void CheapestFirst::allocate(const SystemState& state, Placement& placement) const {
  const std::size_t regions = placement.path.size();
  placement.stages.assign(regions, 1);
  int left = placement.option->stages - static_cast<int>(regions);
  while (left > 0) {
    const std::size_t i = cheapest_open(state, placement);
    const int more = std::min(left, state.free_gpus()[placement.path[i]] - placement.stages[i]);
    placement.stages[i] += more;
    left -= more;
  }
  placement.price = price_of(state, placement);
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

PlacementPrice price_of(const SystemState& state, const Placement& placement) {
  PlacementPrice sum;
  const std::size_t regions = placement.path.size();
  // Selecting the next larger index again and again needs no memory; paths are short.
  for (std::size_t done = 0, previous = regions; done < regions; ++done) {
    std::size_t next = regions;
    for (std::size_t i = 0; i < regions; ++i) {
      const bool later = previous == regions || placement.path[i] > placement.path[previous];
      if (later && (next == regions || placement.path[i] < placement.path[next])) next = i;
    }
    const double price = placement.stages[next] * state.price()[placement.path[next]];
    sum.price += price;
    sum.magnitude += std::abs(price);
    previous = next;
  }
  return sum;
}

void PathOrder::allocate(const SystemState& state, Placement& placement) const {
  const std::size_t regions = placement.path.size();
  placement.stages.assign(regions, 1);
  int left = placement.option->stages - static_cast<int>(regions);
  for (std::size_t i = 0; i < regions && left > 0; ++i) {
    const int more = std::min(left, state.free_gpus()[placement.path[i]] - 1);
    placement.stages[i] += more;
    left -= more;
  }
}

bool PathOrder::better(const Placement& candidate, const Placement& best) const {
  return shorter_path(candidate, best);
}

}  // namespace bacelab
