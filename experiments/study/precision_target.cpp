#include "experiments/study/precision_target.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/simulation/metrics.hpp"

namespace bacelab {
namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> others(const std::vector<std::string>& policies,
                                const std::string& policy) {
  std::vector<std::string> rest;
  std::copy_if(policies.begin(), policies.end(), std::back_inserter(rest),
               [&](const std::string& name) { return name != policy; });
  return rest;
}

PairForm read_form(const ConfigSection& section) {
  const std::string name = section.choice(
      "form", "overhead",
      {std::string(name_of(PairForm::overhead)), std::string(name_of(PairForm::reduction))},
      "overhead: baseline / policy - 1; reduction: 1 - policy / baseline");
  return name == name_of(PairForm::overhead) ? PairForm::overhead : PairForm::reduction;
}

void read_policies(const ConfigSection& section, const std::vector<std::string>& policies,
                   PrecisionTarget& target) {
  target.policy = section.choice("policy", holds(policies, "bace") ? "bace" : policies.front(),
                                 policies, "The policy that is compared with the baselines");
  target.baselines = section.choices("baselines", others(policies, target.policy), policies,
                                     "The baselines that it is compared with", Repeats::refused);
  if (target.baselines.empty()) {
    section.fail("baselines", "there is nothing to compare with", "a study of two policies");
  }
  if (holds(target.baselines, target.policy)) {
    section.fail("baselines", "the policy is compared with itself", "other policies");
  }
}

void read_looks(const ConfigSection& section, std::size_t replications, std::size_t fewest,
                std::size_t& minimum, std::size_t& step) {
  minimum = static_cast<std::size_t>(section.integer("minimum", 30,
                                                     Bounds::at_least(static_cast<double>(fewest)),
                                                     "Replications before the first check"));
  step = static_cast<std::size_t>(
      section.integer("step", 10, Bounds::between(1, 10), "Replications between two checks"));
  if (minimum <= replications) return;
  section.fail("minimum", fmt::format("a point has at most study.replications = {}", replications),
               "at most as many");
}

PrecisionTarget read_intervals(const ConfigSection& section,
                               const std::vector<std::string>& policies, std::size_t replications) {
  PrecisionTarget target;
  target.half_width_points =
      section.number("half_width_points", target.half_width_points, Bounds::positive(),
                     "Half-width that the intervals must reach, in percentage points");
  target.confidence = section.number("confidence", target.confidence, Bounds::open(0, 1),
                                     "Confidence of the intervals");
  target.form = read_form(section);
  target.metrics = section.choices("metrics", {"jct_mean", "cost"}, metric_registry().names(),
                                   "Metrics that are compared", Repeats::refused);
  read_policies(section, policies, target);
  read_looks(section, replications, 30, target.minimum, target.step);
  return target;
}

SelectionTarget read_selection(const ConfigSection& section,
                               const std::vector<std::string>& policies, std::size_t replications) {
  SelectionTarget target;
  target.metric = section.choice("metric", "jct_mean", metric_registry().names(),
                                 "The metric in which the best policy is selected");
  target.indifference_percent = section.number(
      "indifference_percent", target.indifference_percent, Bounds::open(0, 100),
      "Differences between policies that do not matter, in per cent of the best mean");
  // The procedure has no answer for a probability that guessing between two would reach.
  target.confidence = section.number("confidence", target.confidence, Bounds::open(0.5, 1),
                                     "Probability of selecting the best policy");
  read_looks(section, replications, 10, target.minimum, target.step);
  target.policies = policies;
  if (policies.size() < 2) {
    section.fail("goal", "there is nothing to select from", "a study of two policies");
  }
  return target;
}

}  // namespace

std::optional<PrecisionGoal> read_precision(const ConfigSection& root,
                                            const std::vector<std::string>& policies,
                                            std::size_t replications) {
  if (!root.has("precision")) return std::nullopt;
  const ConfigSection section = root.table("precision", "When a point needs no more replications");
  const std::string goal = section.choice(
      "goal", precision_goal_names[0],
      {std::string(precision_goal_names[0]), std::string(precision_goal_names[1])},
      "intervals: those of comparisons are narrow enough; select_best: one policy is the best");
  if (goal == precision_goal_names[0]) return read_intervals(section, policies, replications);
  return read_selection(section, policies, replications);
}

}  // namespace bacelab
