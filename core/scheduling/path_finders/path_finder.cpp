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
  SearchOutcome outcome;
  const StageOption* most = most_stages(state, plan);
  if (!most) {
    if (log) log->refused("the cluster has fewer GPUs than the minimum stages need");
    return outcome;
  }
  const std::span options(plan.options().data(), most + 1);
  const std::size_t below_floor = floor_.position(plan, *most);

  Request request = {state, plan, allocator, log, std::nullopt};
  // A log must receive every edge.
  if (!log && plan.is_held_everywhere()) {
    request.room = room_of(slots_.of(state, plan, *most), most->stages);
  }
  const auto attempt = [&](std::span<const StageOption> some, bool threshold,
                           std::string_view why) {
    return try_options(request, some, threshold, why, result, outcome);
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
  const auto& room = request.room;
  outcome.by_gpus_alone = room && room->slots < fewest && room->regions < 2;
  return outcome;
}

std::optional<StageCountSearch::Room> StageCountSearch::room_of(const JobView& view, int needed) {
  Room room = {.slots = view.total_free_slots, .lowest_residual = no_edges};
  if (room.slots >= needed) return room;
  const auto& free = view.free_slots;
  room.regions = static_cast<std::size_t>(
      std::count_if(free.begin(), free.end(), [](int slots) { return slots > 0; }));
  if (room.regions < 2) return room;
  if (room.regions * free.size() > edges_to_look_at) return std::nullopt;
  for (RegionIndex region; region < free.end_index(); ++region) {
    if (free[region] < 1) continue;
    const auto neighbours = view.state.topology().neighbours(region);
    const auto residuals = view.state.edge_residuals(region);
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
      if (free[neighbours[i].region] < 1 || residuals[i] == SystemState::no_edge) continue;
      room.lowest_residual = std::min(room.lowest_residual, residuals[i]);
    }
  }
  return room;
}

bool StageCountSearch::try_options(const Request& request, std::span<const StageOption> options,
                                   bool threshold, std::string_view why, Placement& result,
                                   SearchOutcome& outcome) {
  const auto& [state, plan, allocator, log, room] = request;
  for (auto option = options.rbegin(); option != options.rend(); ++option) {
    if (room && room->slots < option->stages) {
      // No path has so many slots. Every start looks at all of its edges, so each one between two
      // regions with free slots is looked at, and no other.
      const double demand = option->demand_bit_per_s;
      const bool refuses = threshold && !SystemState::leaves_room(room->lowest_residual, demand);
      outcome.edge_refused = outcome.edge_refused || refuses;
      continue;
    }
    if (log) log->stage_count(*option, why);
    Search one = {slots_.of(state, plan, *option),
                  *option,
                  {option->demand_bit_per_s, threshold},
                  allocator,
                  log};
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
