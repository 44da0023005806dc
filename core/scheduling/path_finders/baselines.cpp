#include "core/scheduling/path_finders/baselines.hpp"

#include <algorithm>
#include <string>

#include "core/scheduling/path_finders/greedy_walk.hpp"

namespace bacelab {
namespace {

/// Cuts the path after the first region at which its free GPUs reach `stages`.
void cut(const SystemState& state, int stages, std::vector<RegionIndex>& path) {
  int gpus = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    gpus += state.free_gpus()[path[i]];
    if (gpus >= stages) {
      path.resize(i + 1);
      return;
    }
  }
}

bool is_linked(const SystemState& state, RegionIndex from, RegionIndex to) {
  const auto link = state.topology().link_between(from, to);
  return link && state.capacity()[*link] > 0.0;
}

/// Tells the log, if there is one, why there is no place: for the fewest stages that the job may
/// start with something is too small.
[[gnu::noinline]] void tell_too_few(DecisionLog* log, const char* what, int fewest) {
  if (!log) return;
  log->refused(what + std::to_string(fewest) + " stages, the fewest that the job may start with");
}

}  // namespace

RegionIndex SingleRegion::choose(const SystemState& state, int fewest) const {
  const RegionIndex none = state.free_gpus().end_index();
  RegionIndex best = none;
  for (RegionIndex region; region < none; ++region) {
    if (state.free_gpus()[region] < fewest) continue;
    if (best == none || preferred(state, region, best)) best = region;
  }
  return best;
}

SearchOutcome SingleRegion::find(const SystemState& state, const StagePlan& plan,
                                 const Allocator& allocator, Placement& result, DecisionLog* log) {
  const int fewest = floor_.fewest(plan, state.largest_region_gpus());
  const RegionIndex best = choose(state, fewest);
  if (best == state.free_gpus().end_index()) {
    tell_too_few(log, "no region has free GPUs for ", fewest);
    return {.by_gpus_alone = true};
  }
  result.clear();
  result.path.emplace_back(best);
  result.option = plan.largest_within(state.free_gpus()[best]);
  allocator.allocate(state, result);
  if (log) log->candidate(result);
  return {.found = true, .by_gpus_alone = true};
}

SearchOutcome CrossRegion::find(const SystemState& state, const StagePlan& plan,
                                const Allocator& allocator, Placement& result, DecisionLog* log) {
  result.clear();
  const int fewest = fewest_stages(state, plan);
  const StageOption* wanted = plan.largest_within(state.total_free_gpus());
  if (!wanted || wanted->stages < fewest) {
    tell_too_few(log, "too few GPUs are free for ", fewest);
    return {.by_gpus_alone = true};
  }
  if (log) log->stage_count(*wanted, "the most that all free GPUs allow");
  lay(state, wanted->stages, result.path);
  const int held = free_gpus_on(state, result.path);
  result.option = wanted;
  if (held < wanted->stages) {
    if (log) log->dead_end(result.path, held, wanted->stages);
    result.option = plan.largest_within(held);
    if (!result.option || result.option->stages < fewest) {
      tell_too_few(log, "the path has too few GPUs for ", fewest);
      return {};
    }
    cut(state, result.option->stages, result.path);
  }
  allocator.allocate(state, result);
  if (log) log->candidate(result);
  return {.found = true};
}

void CrossCheapest::lay(const SystemState& state, int wanted, std::vector<RegionIndex>& path) {
  by_price_.clear();
  for (RegionIndex region; region < state.free_gpus().end_index(); ++region) {
    if (state.free_gpus()[region] > 0) by_price_.push_back(region);
  }
  std::sort(by_price_.begin(), by_price_.end(), [&](RegionIndex x, RegionIndex y) {
    return state.price()[x] != state.price()[y] ? state.price()[x] < state.price()[y] : x < y;
  });
  int gpus = 0;
  for (const RegionIndex region : by_price_) {
    if (gpus >= wanted) return;
    if (!path.empty() && !is_linked(state, path.back(), region)) continue;
    path.push_back(region);
    gpus += state.free_gpus()[region];
  }
}

void CrossGreedy::lay(const SystemState& state, int wanted, std::vector<RegionIndex>& path) {
  RegionIndex start;
  for (RegionIndex region; region < state.free_gpus().end_index(); ++region) {
    if (state.free_gpus()[region] > state.free_gpus()[start]) start = region;
  }
  path.push_back(start);
  bool no_threshold_refuses_nothing = false;
  extend_greedily(state, EdgeRule{}, wanted, path, no_threshold_refuses_nothing, nullptr);
}

}  // namespace bacelab
