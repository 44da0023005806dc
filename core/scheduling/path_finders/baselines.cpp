#include "core/scheduling/path_finders/baselines.hpp"

#include <algorithm>
#include <string>

#include "core/scheduling/path_finders/greedy_walk.hpp"

namespace bacelab {
namespace {

/// Cuts a path with so many free slots after the first region at which they reach the stages of an
/// option that all of its regions hold: the largest such option; null if there is none.
const StageOption* settle(const JobView& view, int slots_on_path, std::vector<RegionIndex>& path) {
  const auto& options = view.plan.options();
  for (const StageOption* option = view.plan.largest_within(slots_on_path); option != nullptr;
       option = option == options.data() ? nullptr : option - 1) {
    int slots = 0;
    std::size_t regions = 0;
    bool are_holding = true;
    while (slots < option->stages) {
      slots += view.free_slots[path[regions]];
      are_holding = are_holding && view.plan.holds(*option, path[regions]);
      ++regions;
    }
    if (!are_holding) continue;
    path.resize(regions);
    return option;
  }
  return nullptr;
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

inline RegionIndex SingleRegion::choose(const JobView& view, int fewest) const {
  const RegionIndex none = view.free_slots.end_index();
  RegionIndex best = none;
  for (RegionIndex region; region < none; ++region) {
    if (view.free_slots[region] < fewest) continue;
    if (best == none || preferred(view, region, best)) best = region;
  }
  return best;
}

SearchOutcome SingleRegion::find(const SystemState& state, const StagePlan& plan,
                                 const Allocator& allocator, Placement& result, DecisionLog* log) {
  const int fewest = fewest_stages(state, plan);
  const JobView view = slots_.for_one_region(state, plan, fewest);
  const RegionIndex best = choose(view, fewest);
  if (best == view.free_slots.end_index()) {
    tell_too_few(log, "no region has free GPUs for ", fewest);
    return {.by_gpus_alone = true};
  }
  result.clear();
  result.path.emplace_back(best);
  result.option = plan.largest_within(view.free_slots[best], best);
  allocator.allocate(view, result);
  if (log) log->candidate(result);
  return {.found = true, .by_gpus_alone = true};
}

SearchOutcome CrossRegion::find(const SystemState& state, const StagePlan& plan,
                                const Allocator& allocator, Placement& result, DecisionLog* log) {
  result.clear();
  const int fewest = fewest_stages(state, plan);
  const StageOption* wanted = most_free_stages(state, plan);
  if (!wanted || wanted->stages < fewest) {
    tell_too_few(log, "too few GPUs are free for ", fewest);
    return {.by_gpus_alone = true};
  }
  if (log) log->stage_count(*wanted, "the most that all free GPUs allow");
  const JobView view = slots_.of(state, plan, *wanted);
  lay(view, wanted->stages, result.path);
  const int held = free_slots_on(view, result.path);
  result.option = wanted;
  if (held < wanted->stages) {
    if (log) log->dead_end(result.path, held, wanted->stages);
    result.option = settle(view, held, result.path);
    if (!result.option || result.option->stages < fewest) {
      tell_too_few(log, "the path has too few GPUs for ", fewest);
      return {};
    }
  }
  allocator.allocate(view, result);
  if (log) log->candidate(result);
  return {.found = true};
}

void CrossCheapest::lay(const JobView& view, int wanted, std::vector<RegionIndex>& path) {
  const SystemState& state = view.state;
  by_price_.clear();
  for (RegionIndex region; region < view.free_slots.end_index(); ++region) {
    if (view.free_slots[region] > 0) by_price_.push_back(region);
  }
  std::sort(by_price_.begin(), by_price_.end(), [&](RegionIndex x, RegionIndex y) {
    return state.price()[x] != state.price()[y] ? state.price()[x] < state.price()[y] : x < y;
  });
  int slots = 0;
  for (const RegionIndex region : by_price_) {
    if (slots >= wanted) return;
    if (!path.empty() && !is_linked(state, path.back(), region)) continue;
    path.push_back(region);
    slots += view.free_slots[region];
  }
}

// Flat: the loop drops what this rule doesn't ask for.
[[gnu::flatten]] void CrossGreedy::lay(const JobView& view, int wanted,
                                       std::vector<RegionIndex>& path) {
  RegionIndex start;
  for (RegionIndex region; region < view.free_slots.end_index(); ++region) {
    if (view.free_slots[region] > view.free_slots[start]) start = region;
  }
  path.push_back(start);
  bool no_threshold_refuses_nothing = false;
  extend_greedily(view, EdgeRule{}, wanted, path, no_threshold_refuses_nothing, nullptr);
}

}  // namespace bacelab
