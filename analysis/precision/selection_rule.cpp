#include "analysis/precision/selection_rule.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/no_value.hpp"
#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

double variance_of_difference(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  double mean = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) mean += (a[i] - b[i]) / n;
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double from_mean = a[i] - b[i] - mean;
    sum += from_mean * from_mean;
  }
  return sum / (n - 1.0);
}

}  // namespace

double kim_nelson_h2(std::size_t policies, std::size_t first_stage, double confidence) {
  const double freedom = static_cast<double>(first_stage) - 1.0;
  const double share = 2.0 * (1.0 - confidence) / (static_cast<double>(policies) - 1.0);
  const double eta = 0.5 * (arithmetic::pow(share, -2.0 / freedom) - 1.0);
  return 2.0 * eta * freedom;
}

SelectionRule::SelectionRule(const SelectionTarget& target, Direction direction)
    : target_(target),
      direction_(direction),
      h2_(kim_nelson_h2(target.policies.size(), target.minimum, target.confidence)),
      means_(target.policies.size(), 0.0),
      left_(target.policies.size(), 1),
      first_stage_(target.policies.size()),
      dropped_by_(target.policies.size(), 0),
      selection_{target.metric, no_value, std::vector<PolicyEnd>(target.policies.size())} {}

bool SelectionRule::is_enough(std::span<const double> values) const {
  for (std::size_t policy = 0; policy < values.size(); ++policy) {
    if (is_left(policy) && values[policy] == run_absent) return false;
  }
  return true;
}

void SelectionRule::add(std::span<const double> values) {
  if (values.size() != means_.size()) {
    throw std::invalid_argument("these are not the values of a selection");
  }
  ++worlds_;
  const std::vector<std::size_t> before = those_left();
  for (const std::size_t policy : before) ++selection_.policies[policy].replications;
  if (std::none_of(before.begin(), before.end(),
                   [&](std::size_t policy) { return std::isfinite(values[policy]); })) {
    return;
  }
  ++counted_;
  for (const std::size_t policy : before) {
    if (!std::isfinite(values[policy])) {
      drop(policy, Verdict::incomplete, policy);
      continue;
    }
    means_[policy] += (values[policy] - means_[policy]) / static_cast<double>(counted_);
    if (variances_.empty()) first_stage_[policy].push_back(values[policy]);
  }
  if (variances_.empty() && counted_ == target_.minimum) end_first_stage();
}

void SelectionRule::end_first_stage() {
  const std::size_t policies = means_.size();
  const std::vector<std::size_t> left = those_left();
  variances_.assign(policies * policies, 0.0);
  double best = means_[left.front()];
  for (const std::size_t a : left) {
    if (advantage(means_[a], best, direction_) > 0.0) best = means_[a];
    for (const std::size_t b : left) {
      variances_[a * policies + b] = variance_of_difference(first_stage_[a], first_stage_[b]);
    }
  }
  selection_.zone = target_.indifference_percent / 100.0 * std::abs(best);
  first_stage_.clear();
}

bool SelectionRule::look() {
  if (those_left().size() > 1 && !variances_.empty()) {
    std::vector<std::pair<std::size_t, Judgement>> dropped;
    for (const std::size_t policy : those_left()) {
      const Judgement judgement = judge(policy);
      if (judgement.verdict != Verdict::undecided) dropped.emplace_back(policy, judgement);
    }
    for (const auto& [policy, judgement] : dropped) drop(policy, judgement.verdict, judgement.by);
    if (is_a_tie()) {
      const std::vector<std::size_t> tied = those_left();
      for (std::size_t i = 1; i < tied.size(); ++i) {
        drop(tied[i], Verdict::indifferent, tied.front());
      }
    }
  }
  const std::vector<std::size_t> left = those_left();
  if (left.size() > 1) return false;
  selection_.policies[left.front()].verdict = Verdict::selected;
  settle();
  return true;
}

/// What the other policies that are left say of this one.
SelectionRule::Judgement SelectionRule::judge(std::size_t policy) const {
  Judgement judgement;
  for (const std::size_t other : those_left()) {
    const double by = gap(policy, other);
    const double most = limit(policy, other);
    if (!(by * static_cast<double>(counted_) > most)) continue;
    if (most > 0.0 || by >= selection_.zone) return {Verdict::worse, other};
    judgement = {Verdict::indifferent, other};
  }
  return judgement;
}

/// A policy that was close to one that turned out to be worse is worse too.
void SelectionRule::settle() {
  std::vector<PolicyEnd>& ends = selection_.policies;
  for (PolicyEnd& end : ends) {
    if (end.verdict != Verdict::indifferent) continue;
    auto by = dropped_by_[static_cast<std::size_t>(&end - ends.data())];
    while (ends[by].verdict == Verdict::indifferent) by = dropped_by_[by];
    if (ends[by].verdict == Verdict::worse) end.verdict = Verdict::worse;
  }
}

/// By how much one mean is worse than the other.
double SelectionRule::gap(std::size_t worse, std::size_t better) const {
  return advantage(means_[better], means_[worse], direction_);
}

/// The worlds after which two policies that differ at all are told apart: h^2 S^2 / d^2.
double SelectionRule::horizon(std::size_t a, std::size_t b) const {
  const double variance = variances_[a * means_.size() + b];
  return variance == 0.0 ? 0.0 : h2_ * variance / (selection_.zone * selection_.zone);
}

/// The difference of the sums that drops one of two policies.
double SelectionRule::limit(std::size_t a, std::size_t b) const {
  const double more = horizon(a, b) - static_cast<double>(counted_);
  if (std::isinf(more)) return more;  // no difference is too small to matter
  return more > 0.0 ? 0.5 * selection_.zone * more : 0.0;
}

/// Whether all that are left have the same mean, and no further world would be asked.
bool SelectionRule::is_a_tie() const {
  for (const std::size_t a : those_left()) {
    for (const std::size_t b : those_left()) {
      if (limit(a, b) > 0.0 || gap(a, b) != 0.0) return false;
    }
  }
  return true;
}

double SelectionRule::expected_worlds() const {
  if (variances_.empty() || selection_.zone == 0.0) return 0.0;
  double next = 0.0;
  for (const std::size_t policy : those_left()) {
    for (const std::size_t other : those_left()) {
      const double by = gap(policy, other);
      if (!(by > 0.0)) continue;
      const double zone = selection_.zone;
      const double end = horizon(policy, other) * 0.5 * zone / (by + 0.5 * zone);
      if (next == 0.0 || end < next) next = end;
    }
  }
  return next * static_cast<double>(worlds_) / static_cast<double>(counted_);
}

void SelectionRule::drop(std::size_t policy, Verdict verdict, std::size_t by) {
  left_[policy] = 0;
  dropped_by_[policy] = by;
  selection_.policies[policy].verdict = verdict;
}

std::vector<std::size_t> SelectionRule::those_left() const {
  std::vector<std::size_t> left;
  for (std::size_t policy = 0; policy < left_.size(); ++policy) {
    if (is_left(policy)) left.push_back(policy);
  }
  return left;
}

}  // namespace bacelab
