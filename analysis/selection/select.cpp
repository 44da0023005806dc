#include "analysis/selection/select.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <stdexcept>
#include <utility>

#include "analysis/statistics/proportions.hpp"
#include "core/errors.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/box/description.hpp"
#include "experiments/results/read_columns.hpp"

namespace bacelab {
namespace {

void require_valid(const PolicyColumn& column, const ComparisonInput& input) {
  if (column.values.size() != input.replications.size()) {
    throw std::invalid_argument(
        fmt::format("{} of {} has {} values for {} replications; each replication needs one",
                    input.metric, column.policy, column.values.size(), input.replications.size()));
  }
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    if (std::isfinite(column.values[i])) continue;
    throw std::invalid_argument(fmt::format(
        "{} of {} is {} in replication {}: that run is incomplete and can't be compared; leave "
        "the replication out under all policies",
        input.metric, column.policy, column.values[i], input.replications[i]));
  }
}

}  // namespace

void require_valid(const ComparisonInput& input) {
  if (input.baselines.empty()) {
    throw std::invalid_argument(
        fmt::format("{} of {} has nothing to be compared with; name a baseline", input.metric,
                    input.policy_under_test.policy));
  }
  require_valid(input.policy_under_test, input);
  std::set<std::string> names{input.policy_under_test.policy};
  for (const PolicyColumn& baseline : input.baselines) {
    require_valid(baseline, input);
    if (names.insert(baseline.policy).second) continue;
    throw std::invalid_argument(
        fmt::format("{} stands twice in a comparison of {}; each policy has one place",
                    baseline.policy, input.metric));
  }
}

namespace {

constexpr std::size_t most_named = 5;

/// A file may have metrics that this program doesn't know.
bool larger_is_better(const std::string& name) {
  const MetricInfo* metric = metric_registry().find(name);
  return metric != nullptr && metric->larger_is_better;
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

/// A comparison without values, of runs at the place `point` says.
ComparisonInput input_of(const ResultsFile& file, std::string point, const std::string& metric,
                         const Selection& selection, const CompleteWorlds& worlds) {
  ComparisonInput input;
  input.point = std::move(point);
  input.metric = metric;
  input.unit = file.metric(metric).units;
  input.direction =
      larger_is_better(metric) ? Direction::larger_is_better : Direction::smaller_is_better;
  input.policy_under_test.policy = selection.policy;
  for (const std::string& baseline : selection.baselines) input.baselines.push_back({baseline, {}});
  input.replications = worlds.replications;
  return input;
}

void put_values(ComparisonInput& input, std::vector<std::vector<double>> columns) {
  input.policy_under_test.values = std::move(columns.front());
  for (std::size_t i = 0; i < input.baselines.size(); ++i) {
    input.baselines[i].values = std::move(columns[i + 1]);
  }
}

std::string place_of(const ResultsFile& file, std::size_t point) {
  return file.path().string() + ": point " + std::to_string(point);
}

/// Marks the replications of a point in which a run of a selection is incomplete.
void find_incomplete(const ResultsFile& file, std::size_t point, const Selection& selection,
                     std::vector<char>& complete) {
  IncompleteRuns incomplete;
  for (const std::string& policy : policies_of(selection)) {
    const auto statuses = read_statuses(file, point, policy);
    for (std::size_t i = 0; i < complete.size(); ++i) {
      if (statuses[i] == RunStatus::done) continue;
      complete[i] = 0;
      incomplete.add(i, policy, statuses[i]);
    }
  }
  if (!incomplete.any() || selection.incomplete == Incomplete::drop) return;
  throw InputError(place_of(file, point) + ": incomplete runs: " + incomplete.text() +
                   "; --drop-incomplete leaves their worlds out");
}

/// The first replications of a point, in which all policies of a selection ran: a precision target
/// may have ended the point, or dropped a policy, before the last one.
std::size_t replications_run(const ResultsFile& file, std::size_t point,
                             const Selection& selection) {
  std::size_t replications = file.replications_run(point);
  for (const std::string& policy : policies_of(selection)) {
    replications = std::min(replications, file.replications_run(point, policy));
  }
  return replications;
}

CompleteWorlds worlds_of(const std::vector<char>& complete) {
  CompleteWorlds worlds;
  for (std::size_t i = 0; i < complete.size(); ++i) {
    if (complete[i] != 0) worlds.replications.push_back(i);
  }
  worlds.dropped = complete.size() - worlds.replications.size();
  return worlds;
}

/// Adds up, point by point, what pooled columns are made of.
class Pool {
 public:
  Pool(std::size_t policies, std::size_t replications, Direction direction)
      : direction_(direction), sums_(policies, std::vector<double>(replications, 0.0)) {
    scores_.best = sums_;
    scores_.better.assign(policies - 1, std::vector<double>(replications, 0.0));
    scores_.wins.assign(policies - 1, 0);
    scores_.ties.assign(policies - 1, 0);
  }

  /// The values of a point, [policy][replication], the policy under test first.
  void add(const std::vector<std::vector<double>>& columns) {
    ++scores_.points;
    const std::vector<std::span<const double>> views(columns.begin(), columns.end());
    const auto best = best_scores(views, direction_);
    for (std::size_t policy = 0; policy < columns.size(); ++policy) {
      for (std::size_t i = 0; i < columns[policy].size(); ++i) {
        sums_[policy][i] += columns[policy][i];
        scores_.best[policy][i] += best[policy][i];
      }
      if (policy > 0) add_wins(columns.front(), columns[policy], policy - 1);
    }
  }

  /// Means over the points; leaves the scores as shares.
  std::vector<std::vector<double>> take_means() {
    for (auto* lists : {&sums_, &scores_.best, &scores_.better}) {
      for (auto& list : *lists) {
        for (double& value : list) value /= static_cast<double>(scores_.points);
      }
    }
    return std::move(sums_);
  }
  PooledScores take_scores() { return std::move(scores_); }

 private:
  void add_wins(const std::vector<double>& a, const std::vector<double>& b, std::size_t baseline) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      const double gain = advantage(a[i], b[i], direction_);
      if (gain > 0.0) ++scores_.wins[baseline];
      if (gain == 0.0) ++scores_.ties[baseline];
      scores_.better[baseline][i] += gain > 0.0 ? 1.0 : gain == 0.0 ? 0.5 : 0.0;
    }
  }

  Direction direction_;
  std::vector<std::vector<double>> sums_;
  PooledScores scores_;
};

}  // namespace

std::vector<std::string> policies_of(const Selection& selection) {
  std::vector<std::string> policies = selection.baselines;
  policies.insert(policies.begin(), selection.policy);
  return policies;
}

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

std::vector<std::string> default_metrics(const ResultsFile& file) {
  constexpr std::size_t worlds_to_look_at = 100;
  std::vector<std::string> metrics = {"jct_mean", "cost"};
  const std::size_t worlds = std::min(worlds_to_look_at, file.replications());
  for (std::size_t point = 0; point < file.points(); ++point) {
    const std::vector<double> usd = file.metric_values("egress_cost", {point, 1, 0, worlds});
    if (std::none_of(usd.begin(), usd.end(), [](double value) { return value > 0.0; })) continue;
    metrics.emplace_back("cost_total");
    break;
  }
  return metrics;
}

CompleteWorlds complete_worlds(const ResultsFile& file, std::size_t point,
                               const Selection& selection) {
  std::vector<char> complete(replications_run(file, point, selection), 1);
  find_incomplete(file, point, selection, complete);
  CompleteWorlds worlds = worlds_of(complete);
  if (!worlds.replications.empty()) return worlds;
  throw InputError(place_of(file, point) + ": no world has only complete runs");
}

std::string note_on_dropped_policies(const ResultsFile& file, std::size_t point,
                                     const Selection& selection) {
  const std::size_t all = file.replications_run(point);
  const std::size_t used = replications_run(file, point, selection);
  if (used == all) return "";
  std::string earliest;
  std::string latest;
  std::size_t most = used;
  for (const std::string& policy : policies_of(selection)) {
    if (file.replications_run(point, policy) == used && earliest.empty()) earliest = policy;
  }
  for (const std::string& baseline : selection.baselines) {
    const std::size_t pairs = replications_run(file, point, {selection.policy, {baseline}});
    if (pairs <= most) continue;
    most = pairs;
    latest = baseline;
  }
  std::string note =
      fmt::format("{} of {} worlds are compared: {} was dropped after them, when the best policy was "
                  "selected",
                  used, all, earliest);
  if (!latest.empty()) note += fmt::format("; --baseline {} alone compares {}", latest, most);
  return note;
}

CompleteWorlds complete_clusters(const ResultsFile& file, std::span<const std::size_t> points,
                                 const Selection& selection) {
  std::size_t replications = file.replications();
  for (const std::size_t point : points) {
    replications = std::min(replications, replications_run(file, point, selection));
  }
  std::vector<char> complete(replications, 1);
  for (const std::size_t point : points) find_incomplete(file, point, selection, complete);
  CompleteWorlds worlds = worlds_of(complete);
  if (!worlds.replications.empty()) return worlds;
  throw InputError(file.path().string() + ": no replication has only complete runs at all points");
}

ComparisonInput select(const ResultsFile& file, std::size_t point, const std::string& metric,
                       const Selection& selection, const CompleteWorlds& worlds) {
  std::string label;
  if (file.points() > 1) {
    label = fmt::format("point {}: {}", point, point_label(file.factors(), point));
  }
  ComparisonInput input = input_of(file, std::move(label), metric, selection, worlds);
  put_values(input, read_columns(file, metric, point, policies_of(selection), worlds.replications));
  return input;
}

ComparisonInput select_pooled(const ResultsFile& file, std::span<const std::size_t> points,
                              const std::string& metric, const Selection& selection,
                              const CompleteWorlds& worlds) {
  ComparisonInput input =
      input_of(file, fmt::format("{} points, pooled", points.size()), metric, selection, worlds);
  const std::vector<std::string> policies = policies_of(selection);
  Pool pool(policies.size(), worlds.replications.size(), input.direction);
  for (const std::size_t point : points) {
    pool.add(read_columns(file, metric, point, policies, worlds.replications));
  }
  put_values(input, pool.take_means());
  input.pooled = pool.take_scores();
  return input;
}

}  // namespace bacelab
