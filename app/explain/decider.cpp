#include "app/explain/decider.hpp"

#include <algorithm>

#include "core/scheduling/orderings.hpp"
#include "core/scheduling/rules.hpp"

namespace bacelab {

void Decider::begin_run(std::uint64_t seed) {
  if (policy_->whole) {
    policy_->whole->begin_run(seed);
    return;
  }
  policy_->ordering->begin_run();
  policy_->path_finder->begin_run();
  policy_->allocator->begin_run();
}

void Decider::decide(const Situation& situation, std::vector<Decision>& decisions) {
  decisions.clear();
  if (policy_->whole) {
    policy_->whole->decide(situation, decisions);
  } else {
    decide_by_parts(situation, decisions);
  }
}

void Decider::decide_by_parts(const Situation& situation, std::vector<Decision>& decisions) {
  if (situation.pending.size() == 1) {
    scores_.assign(1, 0.0);
  } else {
    policy_->ordering->score(situation, scores_);
    if (policy_->is_checked) require_scores(scores_, situation.pending.size());
  }
  sort_by_score(scores_, order_);
  std::vector<const StagePlan*> refused;  // jobs of one template have one plan
  for (const std::uint32_t position : order_) {
    const StagePlan* const plan = situation.pending[position].plan;
    if (std::find(refused.begin(), refused.end(), plan) != refused.end()) continue;
    const SearchOutcome outcome = policy_->path_finder->find(
        situation.state, *plan, *policy_->allocator, placement_, nullptr);
    if (outcome.found) {
      decisions.push_back({position, placement_.path, placement_.stages});
      return;
    }
    if (policy_->blocking) return;
    refused.push_back(plan);
  }
}

}  // namespace bacelab
