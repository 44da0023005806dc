#include "core/scheduling/path_finders/path_finder.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace bacelab {
namespace {

constexpr std::size_t edges_to_look_at = 1'000;  // as many as a search looks at in any case
constexpr double no_edges = std::numeric_limits<double>::infinity();

}  // namespace

void StageCountSearch::Search::offer(Placement& candidate, Placement& best) {
  candidate.option = &option;
  allocator.allocate(view, candidate);
  if (log) log->candidate(candidate);
  offer_allocated(candidate, best);
}

void StageCountSearch::Search::offer_allocated(Placement& candidate, Placement& best) {
  if (found && !allocator.better(candidate, best)) return;
  std::swap(candidate, best);
  found = true;
}

SearchOutcome StageCountSearch::find(const SystemState& state, const StagePlan& plan,
                                     const Allocator& allocator, Placement& result,
                                     DecisionLog* log) {
  return find_up_to(most_stages(state, plan), state, plan, allocator, result, log);
}

SearchOutcome StageCountSearch::find_up_to(const StageOption* most, const SystemState& state,
                                           const StagePlan& plan, const Allocator& allocator,
                                           Placement& result, DecisionLog* log) {
  SearchOutcome outcome;
  if (!most) {
    if (log) log->refused("the cluster has fewer GPUs than the minimum stages need");
    return outcome;
  }
  const std::span<const StageOption> options(plan.options().data(), most + 1);
  const std::size_t below_floor = floor_.position(plan, *most);

  Request request = {slots_.of(state, plan, *most), allocator, log, {}};
  // A log must receive every edge.
  if (!log && plan.is_held_everywhere()) request.room = room_of(request.view, most->stages);
  const auto attempt = [&](std::span<const StageOption> some, bool threshold, const char* why) {
    return plan.is_held_everywhere() ? try_options(request, some, threshold, why, result, outcome)
                                     : try_each(request, some, threshold, why, result, outcome);
  };
  if (attempt(options.subspan(below_floor), true, "edges with room for the demand")) return outcome;
  if (state.running_jobs() == 0) {
    // The options above the floor have just been refused in this state.
    if (attempt(options.first(below_floor), true, "no job is running: fewer stages")) {
      return outcome;
    }
    // If all regions hold all options, others have no more paths than the first.
    const std::size_t worth_trying = plan.is_held_everywhere() ? 1 : options.size();
    for (std::size_t i = 0; i < worth_trying; ++i) {
      if (attempt(options.subspan(i, 1), false, "no job is running: any edge")) return outcome;
    }
  }
  if (log) log->refused("no path with enough free GPUs has room for the demand");
  const int fewest = options[state.running_jobs() == 0 ? 0 : below_floor].stages;
  const Room& room = request.room;
  outcome.by_gpus_alone = room.slots < fewest && room.regions < 2;
  return outcome;
}

StageCountSearch::Room StageCountSearch::room_of(const JobView& view, int needed) {
  const auto& free = view.free_slots;
  const int slots = total_free_slots(view);
  if (slots >= needed) return {slots, 0, no_edges};
  const int regions = regions_with_free_slots(view);
  if (regions < 2) return {slots, regions, no_edges};
  if (static_cast<std::size_t>(regions) * free.size() > edges_to_look_at) return {};
  double lowest_residual = no_edges;
  for (RegionIndex region; region < free.end_index(); ++region) {
    if (free[region] < 1) continue;
    const auto neighbours = view.state.topology().neighbours(region);
    const auto residuals = view.state.edge_residuals(region);
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
      if (free[neighbours[i].region] < 1 || !SystemState::is_edge(residuals[i])) continue;
      lowest_residual = std::min(lowest_residual, residuals[i]);
    }
  }
  return {slots, regions, lowest_residual};
}

bool StageCountSearch::try_options(const Request& request, std::span<const StageOption> options,
                                   bool threshold, const char* why, Placement& result,
                                   SearchOutcome& outcome) {
  const auto& [view, allocator, log, room] = request;
  for (auto option = options.rbegin(); option != options.rend(); ++option) {
    if (room.slots < option->stages) {
      // No path has so many slots. Every start looks at all of its edges, so each one between two
      // regions with free slots is looked at, and no other.
      const double demand = option->demand_bit_per_s;
      const bool refuses = threshold && !SystemState::leaves_room(room.lowest_residual, demand);
      outcome.edge_refused = outcome.edge_refused || refuses;
      continue;
    }
    if (log) log->stage_count(*option, why);
    Search one = {view, *option, {option->demand_bit_per_s, threshold}, allocator, log};
    search(one, result);
    outcome.edge_refused = outcome.edge_refused || one.edge_refused;
    if (one.found) {
      outcome.found = true;
      return true;
    }
  }
  return false;
}

// Not inline: mostly all regions hold all options.
[[gnu::noinline]] bool StageCountSearch::try_each(const Request& request,
                                                  std::span<const StageOption> options,
                                                  bool threshold, const char* why,
                                                  Placement& result, SearchOutcome& outcome) {
  const auto& [state, plan, free_slots] = request.view;
  for (std::size_t i = options.size(); i-- > 0;) {
    const Request alone = {slots_.of(state, plan, options[i]), request.allocator, request.log,
                           request.room};
    if (try_options(alone, options.subspan(i, 1), threshold, why, result, outcome)) return true;
  }
  return false;
}

}  // namespace bacelab
