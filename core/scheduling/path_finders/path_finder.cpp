#include "core/scheduling/path_finders/path_finder.hpp"

#include <utility>

namespace bacelab {

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
  std::size_t below_floor = 0;
  while (options[below_floor].stages < min_fraction_ * most->stages) ++below_floor;

  const auto attempt = [&](std::span<const StageOption> some, bool threshold,
                           std::string_view why) {
    return try_options(some, state, threshold, why, allocator, result, outcome, log);
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
  return outcome;
}

bool StageCountSearch::try_options(std::span<const StageOption> options, const SystemState& state,
                                   bool threshold, std::string_view why, const Allocator& allocator,
                                   Placement& result, SearchOutcome& outcome, DecisionLog* log) {
  for (auto option = options.rbegin(); option != options.rend(); ++option) {
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
