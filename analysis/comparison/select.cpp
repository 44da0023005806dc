#include "analysis/comparison/select.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/errors.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/results/point_label.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_named = 5;

bool larger_is_better(const std::string& metric) {
  const auto registry = metric_registry();
  return std::any_of(registry.begin(), registry.end(), [&](const MetricInfo& info) {
    return info.name == metric && info.larger_is_better;
  });
}

std::vector<std::string> policies_of(const Selection& selection) {
  std::vector<std::string> policies = selection.baselines;
  policies.insert(policies.begin(), selection.policy);
  return policies;
}

PolicyColumn column_of(const ResultsFile& file, std::size_t point, const std::string& metric,
                       const std::string& policy, const CompleteWorlds& worlds) {
  const std::vector<double> all = file.column(metric, point, policy);
  PolicyColumn column = {policy, {}};
  for (const std::size_t replication : worlds.replications) {
    if (!std::isfinite(all[replication])) {
      throw InputError(fmt::format(
          "{}: {} of replication {} under {} at point {} is {}, though the run is done; the file "
          "was changed by another program, or the run has nothing to take {} of",
          file.path().string(), metric, replication, policy, point, all[replication], metric));
    }
    column.values.push_back(all[replication]);
  }
  return column;
}

/// Names incomplete runs: the first few, and how many more.
class IncompleteRuns {
 public:
  void add(std::size_t replication, const std::string& policy, RunStatus status) {
    if (count_++ >= most_named) return;
    text_ += fmt::format("{}replication {} under {} ({})", text_.empty() ? "" : ", ", replication,
                         policy, run_status_names[static_cast<std::size_t>(status)]);
  }
  [[nodiscard]] bool any() const { return count_ > 0; }
  [[nodiscard]] std::string text() const {
    return count_ > most_named ? fmt::format("{} and {} more", text_, count_ - most_named) : text_;
  }

 private:
  std::size_t count_ = 0;
  std::string text_;
};

}  // namespace

std::string default_policy(const ResultsFile& file) {
  const auto& policies = file.policies();
  const bool has_bace = std::find(policies.begin(), policies.end(), "bace") != policies.end();
  return has_bace ? "bace" : policies.front();
}

Selection filled_in(const ResultsFile& file, Selection selection) {
  if (selection.policy.empty()) selection.policy = default_policy(file);
  file.policy_index(selection.policy);
  for (const std::string& baseline : selection.baselines) {
    file.policy_index(baseline);
    if (baseline == selection.policy) {
      throw InputError("--baseline " + baseline + ": is the policy under test itself");
    }
  }
  if (!selection.baselines.empty()) return selection;
  for (const std::string& policy : file.policies()) {
    if (policy != selection.policy) selection.baselines.push_back(policy);
  }
  if (selection.baselines.empty()) {
    throw InputError(file.path().string() + ": has only the policy " + selection.policy +
                     "; a comparison needs a second one");
  }
  return selection;
}

CompleteWorlds complete_worlds(const ResultsFile& file, std::size_t point,
                               const Selection& selection) {
  // A precision target may have ended the point before the last replication.
  const std::size_t replications = file.replications_run(point);
  std::vector<char> complete(replications, 1);
  IncompleteRuns incomplete;
  for (const std::string& policy : policies_of(selection)) {
    const std::vector<RunStatus> status = file.status(point, policy);
    for (std::size_t i = 0; i < replications; ++i) {
      if (status[i] == RunStatus::done) continue;
      complete[i] = 0;
      incomplete.add(i, policy, status[i]);
    }
  }
  const std::string place = file.path().string() + ": point " + std::to_string(point);
  if (incomplete.any() && selection.incomplete == Incomplete::refuse) {
    throw InputError(place + ": incomplete runs: " + incomplete.text() +
                     "; --drop-incomplete leaves their worlds out");
  }
  CompleteWorlds worlds;
  for (std::size_t i = 0; i < complete.size(); ++i) {
    if (complete[i] != 0) worlds.replications.push_back(i);
  }
  worlds.dropped = replications - worlds.replications.size();
  if (worlds.replications.empty()) throw InputError(place + ": no world has only complete runs");
  return worlds;
}

ComparisonInput select(const ResultsFile& file, std::size_t point, const std::string& metric,
                       const Selection& selection, const CompleteWorlds& worlds) {
  ComparisonInput input;
  if (file.points() > 1) {
    input.point = fmt::format("point {}: {}", point, point_label(file.factors(), point));
  }
  input.metric = metric;
  input.unit = file.metric(metric).units;
  input.direction =
      larger_is_better(metric) ? Direction::larger_is_better : Direction::smaller_is_better;
  input.policy_under_test = column_of(file, point, metric, selection.policy, worlds);
  for (const std::string& baseline : selection.baselines) {
    input.baselines.push_back(column_of(file, point, metric, baseline, worlds));
  }
  for (const std::size_t replication : worlds.replications) {
    input.replications.push_back(std::to_string(replication));
  }
  return input;
}

}  // namespace bacelab
