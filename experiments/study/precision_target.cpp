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

}  // namespace

std::optional<PrecisionTarget> read_precision(const ConfigSection& root,
                                              const std::vector<std::string>& policies,
                                              std::size_t replications) {
  if (!root.has("precision")) return std::nullopt;
  const ConfigSection section =
      root.table("precision", "The precision at which a point needs no more replications");
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
  target.minimum = static_cast<std::size_t>(section.integer(
      "minimum", 30, Bounds::at_least(30), "Replications before the intervals are first checked"));
  target.step = static_cast<std::size_t>(section.integer(
      "step", 10, Bounds::between(1, 10), "Replications between two checks of the intervals"));
  if (target.minimum > replications) {
    section.fail("minimum",
                 fmt::format("a point has at most study.replications = {}", replications),
                 "at most as many");
  }
  return target;
}

}  // namespace bacelab
