#include "app/explain/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "core/errors.hpp"
#include "core/no_value.hpp"
#include "core/scheduling/rules.hpp"
#include "core/simulation/run_summary.hpp"

namespace bacelab {
namespace {

/// What a decision is judged by.
struct Outcome {
  double jct_mean_s;
  double total_usd;
  double unserved;
};

Outcome outcome_of(const Scenario& scenario, const RunRecord& record) {
  RunSummary summary;
  summarise(scenario, record, summary);
  const JobTotals& totals = summary.totals;
  return {totals.jct_s / totals.served, totals.cost_usd + totals.egress_usd, totals.unserved};
}

SwappedDecision swapped(const Scenario& scenario, const RunRecord& own, const RunRecord& with_swap,
                        Divergence where) {
  const Outcome before = outcome_of(scenario, own);
  const Outcome after = outcome_of(scenario, with_swap);
  SwappedDecision decision;
  decision.own = starts_at(own, where.time_s);
  decision.other = starts_at(with_swap, where.time_s);
  decision.unserved = after.unserved - before.unserved;
  decision.jct_mean_s = decision.unserved == 0.0 ? after.jct_mean_s - before.jct_mean_s : no_value;
  decision.total_usd = after.total_usd - before.total_usd;
  decision.where = std::move(where);
  return decision;
}

}  // namespace

Explanation explain(const Replay& replay, const std::string& own, const std::string& other,
                    std::size_t most_swaps) {
  const Scenario& scenario = replay.scenario();
  Policy own_policy = replay.policy(own);
  Policy other_policy = replay.policy(other);
  Simulator simulator;
  Explanation result = {own, other, replay.run(simulator, own, own_policy), {}, {}, 0, {}};
  result.other = replay.run(simulator, other, other_policy);
  result.jobs = job_differences(scenario, result.own, result.other);
  try {
    auto divergences = divergences_of(scenario, own_policy, other_policy);
    result.divergences = divergences.size();
    for (Divergence& where :
         std::span(divergences).first(std::min(most_swaps, divergences.size()))) {
      const RunRecord with_swap = run_swapped(scenario, own_policy, other_policy, where.instant);
      SwappedDecision decision = swapped(scenario, result.own, with_swap, std::move(where));
      if (decision.own != decision.other) result.decisions.push_back(std::move(decision));
    }
  } catch (const RuleBroken& broken) {
    throw InputError(
        fmt::format("{} or {}, one deciding in the other's place: {}", own, other, broken.what()));
  }
  return result;
}

}  // namespace bacelab
