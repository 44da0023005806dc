#include "core/scheduling/path_finders/path_finder.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace bacelab {
namespace {

constexpr std::size_t edges_to_look_at = 1'000;  // as many as a search looks at in any case
constexpr double no_edges = std::numeric_limits<double>::infinity();

}  // namespace

// Apart from fewest(), so that the searches of elastic jobs stay short.
[[gnu::noinline]] int StageFloor::fewest_above_zero(const StagePlan& plan, int offered) const {
  const StageOption* most = plan.largest_within(offered);
  return most ? plan.options()[position(plan, *most)].stages : plan.k_min();
}

void StageCountSearch::Search::offer(Placement& candidate, Placement& best) {
  candidate.option = &option;
  allocator.allocate(state, candidate);
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
  SearchOutcome outcome;
  const StageOption* most = plan.largest_within(state.total_gpus());
  if (!most) {
    if (log) log->refused("the cluster has fewer GPUs than the minimum stages need");
    return outcome;
  }
  const std::span options(plan.options().data(), most + 1);
  const std::size_t below_floor = floor_.position(plan, *most);

  // A log must receive every edge.
  const Room room = log ? Room{} : room_of(state, most->stages);
  const auto attempt = [&](std::span<const StageOption> some, bool threshold,
                           std::string_view why) {
    return try_options(some, state, threshold, why, room, allocator, result, outcome, log);
  };
  if (attempt(options.subspan(below_floor), true, "edges with room for the demand")) return outcome;
  if (state.running_jobs() == 0) {
    // The options above the floor have just been refused in this state.
    if (attempt(options.first(below_floor), true, "no job is running: fewer stages")) {
      return outcome;
    }
    if (attempt(options.first(1), false, "no job is running: any edge")) return outcome;
  }
  if (log) log->refused("no path with enough free GPUs has room for the demand");
  const int fewest = options[state.running_jobs() == 0 ? 0 : below_floor].stages;
  outcome.by_gpus_alone = !log && room.gpus < fewest && room.regions < 2;
  return outcome;
}

StageCountSearch::Room StageCountSearch::room_of(const SystemState& state, int needed) {
  Room room = {.gpus = state.total_free_gpus(), .lowest_residual = no_edges};
  if (room.gpus >= needed) return room;
  const auto& free = state.free_gpus();
  room.regions = static_cast<std::size_t>(
      std::count_if(free.begin(), free.end(), [](int gpus) { return gpus > 0; }));
  if (room.regions < 2) return room;
  if (room.regions * free.size() > edges_to_look_at) {
    room.lowest_residual.reset();
    return room;
  }
  for (RegionIndex region; region < free.end_index(); ++region) {
    if (free[region] < 1) continue;
    const auto neighbours = state.topology().neighbours(region);
    const auto residuals = state.edge_residuals(region);
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
      if (free[neighbours[i].region] < 1 || residuals[i] == SystemState::no_edge) continue;
      room.lowest_residual = std::min(*room.lowest_residual, residuals[i]);
    }
  }
  return room;
}

bool StageCountSearch::try_options(std::span<const StageOption> options, const SystemState& state,
                                   bool threshold, std::string_view why, const Room& room,
                                   const Allocator& allocator, Placement& result,
                                   SearchOutcome& outcome, DecisionLog* log) {
  for (auto option = options.rbegin(); option != options.rend(); ++option) {
    if (room.lowest_residual && room.gpus < option->stages) {
      // No path has so many GPUs. Every start looks at all of its edges, so each one between two
      // regions with free GPUs is looked at, and no other.
      const double demand = option->demand_bit_per_s;
      const bool refuses = threshold && !SystemState::leaves_room(*room.lowest_residual, demand);
      outcome.edge_refused = outcome.edge_refused || refuses;
      continue;
    }
    if (log) log->stage_count(*option, why);
    Search one = {state, *option, {option->demand_bit_per_s, threshold}, allocator, log};
    search(one, result);
    outcome.edge_refused = outcome.edge_refused || one.edge_refused;
    if (one.found) {
      outcome.found = true;
      return true;
    }
  }
  return false;
}

}  // namespace bacelab
