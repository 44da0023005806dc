#include "analysis/comparison/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "analysis/reporting/records.hpp"

namespace bacelab {
namespace {

/// Names with a common remark, in the order of arrival.
class Statements {
 public:
  void add(const std::string& name, const std::string& statement) {
    const auto known = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const auto& entry) { return entry.second == statement; });
    if (known == entries_.end()) {
      entries_.emplace_back(name, statement);
    } else {
      known->first += ", " + name;
    }
  }

  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> result;
    for (const auto& [names, statement] : entries_) result.push_back(names + ": " + statement);
    return result;
  }

 private:
  std::vector<std::pair<std::string, std::string>> entries_;  // names, statement
};

void add_missing(Statements& statements, const std::string& name,
                 const ValueOrReason<double>& quantity) {
  if (!quantity.has_value()) statements.add(name, quantity.reason());
}

void add_missing(Statements& statements, const std::string& name, const Estimate& estimate) {
  add_missing(statements, name, estimate.value);
  if (estimate.value.has_value() && !estimate.interval.has_value()) {
    statements.add("interval of the " + name, estimate.interval.reason());
  }
}

}  // namespace

std::vector<std::string> remarks(const BaselineComparison& row) {
  Statements statements;
  add_missing(statements, "mean", row.baseline_mean);
  add_missing(statements, "difference", row.difference);
  add_missing(statements, "overhead", row.overhead);
  add_missing(statements, "reduction", row.reduction);
  add_missing(statements, "p-value", row.p_value);
  add_missing(statements, "P(better)", row.better.probability);
  add_missing(statements, "P(best)", row.best);
  add_missing(statements, "variance reduction", row.variance_reduction);
  for (const auto& quantile : row.quantile_differences) {
    add_missing(statements, "difference of quantiles", quantile.difference);
  }
  if (row.equivalence) add_missing(statements, "equivalence", row.equivalence->p_value);
  if (row.dominance) add_missing(statements, "dominance", row.dominance->of_policy);
  return statements.texts();
}

std::vector<std::string> remarks(const Comparison& comparison) {
  Statements statements;
  for (const auto& row : comparison.baselines) {
    for (const auto& remark : remarks(row)) statements.add(row.baseline, remark);
  }
  for (const auto& row : comparison.quantiles) {
    if (row.quantile.value.has_value()) continue;
    statements.add(row.policy, "quantile: " + row.quantile.value.reason());
  }
  return statements.texts();
}

std::optional<bool> is_equivalent(const Comparison& comparison, const Equivalence& equivalence) {
  if (!equivalence.p_adjusted.has_value()) return std::nullopt;
  return equivalence.p_adjusted.value() < comparison.level();
}

namespace {

std::string joined(const std::vector<std::string>& texts, const std::string& separator) {
  return fmt::format("{}", fmt::join(texts, separator));
}

std::string names_of(const std::vector<WorstWorld>& worlds) {
  std::vector<std::string> names;
  for (const auto& world : worlds) names.push_back(std::to_string(world.replication));
  return joined(names, ";");
}

void add_common(CsvRecord& record, const Comparison& comparison) {
  record.add("point", comparison.point);
  for (const auto& [name, value] : comparison.factors) record.add(name, value);
  record.add("metric", comparison.metric);
  record.add("unit", comparison.unit);
  record.add_flag("smaller_is_better", comparison.direction == Direction::smaller_is_better);
  record.add("policy", comparison.policy);
  record.add("pairs", comparison.pairs);
  record.add("points", comparison.points);
  record.add("confidence", comparison.confidence);
  record.add("confidence_of_each", comparison.confidence_of_each);
  record.add("interval", std::string(name_of(comparison.interval)));
  const auto& bootstrap = comparison.bootstrap;
  record.add("resamples", bootstrap ? fmt::format("{}", bootstrap->resamples) : "");
  record.add("bootstrap_seed", bootstrap ? fmt::format("{}", bootstrap->seed) : "");
  record.add("adjustment", std::string(name_of(comparison.adjustment)));
  record.add_flag("optimistic", comparison.optimistic);
  record.add("family_size", comparison.baselines.size());
  record.add("policy_mean", comparison.policy_mean);
  record.add("policy_best", comparison.policy_best);
}

/// The quantiles of one policy, as "policy_quantile_0.95".
void add_quantiles(CsvRecord& record, const Comparison& comparison, const std::string& policy,
                   const std::string& role) {
  for (const PolicyQuantile& row : comparison.quantiles) {
    if (row.policy != policy) continue;
    record.add(fmt::format("{}_quantile_{:g}", role, row.probability), row.quantile);
  }
}

/// As files have it.
std::string dominance_text(const Comparison& comparison, const Dominance& dominance) {
  if (!dominance.of_policy.has_value()) return "";
  switch (verdict_of(dominance, comparison.level())) {
    case DominanceVerdict::policy:
      return "policy";
    case DominanceVerdict::baseline:
      return "baseline";
    case DominanceVerdict::neither:
      return "neither";
    case DominanceVerdict::undecided:
      break;
  }
  return "undecided";
}

void add_answers(CsvRecord& record, const Comparison& comparison, const BaselineComparison& row) {
  for (const QuantileDifference& quantile : row.quantile_differences) {
    record.add(fmt::format("difference_quantile_{:g}", quantile.probability), quantile.difference);
  }
  if (row.equivalence) {
    record.add("equivalence_margin", *comparison.equivalence_margin);
    record.add("p_equivalence", row.equivalence->p_value);
    record.add("p_equivalence_adjusted", row.equivalence->p_adjusted);
    const auto equivalent = is_equivalent(comparison, *row.equivalence);
    record.add("equivalent", !equivalent ? "" : *equivalent ? "true" : "false");
  }
  if (!row.dominance) return;
  record.add("p_dominates", row.dominance->of_policy);
  record.add("p_dominated", row.dominance->of_baseline);
  record.add("dominant", dominance_text(comparison, *row.dominance));
}

/// The means with control variates, as "policy_mean_controlled".
void add_controlled(CsvRecord& record, const Comparison& comparison, const std::string& policy,
                    const std::string& role) {
  if (!comparison.controlled) return;
  const auto& policies = comparison.controlled->policies;
  const auto at = std::find(policies.begin(), policies.end(), policy) - policies.begin();
  const ControlledMean& mean = comparison.controlled->means.at(static_cast<std::size_t>(at));
  record.add(role + "_mean_controlled", mean.mean);
  record.add(role + "_worlds", mean.worlds);
}

CsvRecord record_of(const Comparison& comparison, const BaselineComparison& row) {
  CsvRecord record;
  add_common(record, comparison);
  record.add("baseline", row.baseline);
  record.add("baseline_mean", row.baseline_mean);
  record.add("difference", row.difference);
  record.add("overhead", row.overhead);
  record.add("reduction", row.reduction);
  record.add("p_value", row.p_value);
  record.add("p_adjusted", row.p_adjusted);
  record.add("wins", row.better.wins);
  record.add("ties", row.better.ties);
  record.add("losses", row.better.losses);
  record.add("probability_better", row.better.probability);
  record.add("probability_best", row.best);
  record.add("variance_reduction", row.variance_reduction);
  add_quantiles(record, comparison, comparison.policy, "policy");
  add_quantiles(record, comparison, row.baseline, "baseline");
  add_controlled(record, comparison, comparison.policy, "policy");
  add_controlled(record, comparison, row.baseline, "baseline");
  add_answers(record, comparison, row);
  record.add("worst_worlds", names_of(row.worst_worlds));
  record.add("remarks", joined(remarks(row), "; "));
  return record;
}

/// The titles of a row, which don't depend on what is in it.
std::vector<std::string> titles(std::span<const Comparison> comparisons) {
  const bool has_row = !comparisons.empty() && !comparisons.front().baselines.empty();
  return has_row ? record_of(comparisons.front(), comparisons.front().baselines.front()).titles()
                 : record_of(Comparison{}, BaselineComparison{}).titles();
}

}  // namespace

void write_csv(std::ostream& out, std::span<const Comparison> comparisons) {
  write_csv_line(out, titles(comparisons));
  for (const Comparison& comparison : comparisons) {
    for (const BaselineComparison& row : comparison.baselines) {
      write_csv_line(out, record_of(comparison, row).texts());
    }
  }
}

namespace {

using Json = nlohmann::ordered_json;

Json object_of(const WinProbability& better) {
  Json object;
  object["wins"] = better.wins;
  object["ties"] = better.ties;
  object["losses"] = better.losses;
  object["probability"] = json_of(better.probability);
  return object;
}

Json object_of(const WorstWorld& world) {
  Json object;
  object["index"] = world.index;
  object["replication"] = std::to_string(world.replication);
  object["policy_value"] = world.policy_value;
  object["baseline_value"] = world.baseline_value;
  return object;
}

void add_answers(Json& object, const Comparison& comparison, const BaselineComparison& row) {
  for (const QuantileDifference& quantile : row.quantile_differences) {
    object[fmt::format("difference_quantile_{:g}", quantile.probability)] =
        json_of(quantile.difference);
  }
  if (row.equivalence) {
    object["equivalence_margin"] = *comparison.equivalence_margin;
    object["p_equivalence"] = json_of(row.equivalence->p_value);
    object["p_equivalence_adjusted"] = json_of(row.equivalence->p_adjusted);
    const auto equivalent = is_equivalent(comparison, *row.equivalence);
    object["equivalent"] = equivalent ? Json(*equivalent) : Json(nullptr);
  }
  if (!row.dominance) return;
  object["p_dominates"] = json_of(row.dominance->of_policy);
  object["p_dominated"] = json_of(row.dominance->of_baseline);
  const std::string text = dominance_text(comparison, *row.dominance);
  object["dominant"] = text.empty() ? Json(nullptr) : Json(text);
}

Json object_of(const Comparison& comparison, const BaselineComparison& row) {
  Json object;
  object["baseline"] = row.baseline;
  object["baseline_mean"] = json_of(row.baseline_mean);
  object["difference"] = json_of(row.difference);
  object["overhead"] = json_of(row.overhead);
  object["reduction"] = json_of(row.reduction);
  object["p_value"] = json_of(row.p_value);
  object["p_adjusted"] = json_of(row.p_adjusted);
  object["better"] = object_of(row.better);
  object["best"] = json_of(row.best);
  object["variance_reduction"] = json_of(row.variance_reduction);
  add_answers(object, comparison, row);
  object["worst_worlds"] = Json::array();
  for (const auto& world : row.worst_worlds) object["worst_worlds"].push_back(object_of(world));
  return object;
}

Json object_of(const PolicyQuantile& row) {
  Json object;
  object["policy"] = row.policy;
  object["probability"] = row.probability;
  object["quantile"] = json_of(row.quantile);
  return object;
}

}  // namespace

nlohmann::ordered_json to_json(const Comparison& comparison) {
  Json object;
  object["point"] = comparison.point;
  object["metric"] = comparison.metric;
  object["unit"] = comparison.unit;
  object["smaller_is_better"] = comparison.direction == Direction::smaller_is_better;
  object["policy"] = comparison.policy;
  object["pairs"] = comparison.pairs;
  object["points"] = comparison.points;
  object["confidence"] = comparison.confidence;
  object["confidence_of_each"] = comparison.confidence_of_each;
  object["interval"] = name_of(comparison.interval);
  object["resamples"] =
      comparison.bootstrap ? Json(comparison.bootstrap->resamples) : Json(nullptr);
  object["bootstrap_seed"] =
      comparison.bootstrap ? Json(comparison.bootstrap->seed) : Json(nullptr);
  object["optimistic"] = comparison.optimistic;
  object["adjustment"] = name_of(comparison.adjustment);
  object["family"] = "the comparisons of this metric at this point";
  object["family_size"] = comparison.baselines.size();
  object["policy_mean"] = json_of(comparison.policy_mean);
  object["policy_best"] = json_of(comparison.policy_best);
  object["baselines"] = Json::array();
  for (const auto& row : comparison.baselines) {
    object["baselines"].push_back(object_of(comparison, row));
  }
  if (comparison.controlled) object["controlled"] = json_of(*comparison.controlled);
  object["quantiles"] = Json::array();
  for (const auto& row : comparison.quantiles) object["quantiles"].push_back(object_of(row));
  return object;
}

nlohmann::ordered_json to_json(std::span<const Comparison> comparisons) {
  Json array = Json::array();
  for (const auto& comparison : comparisons) array.push_back(to_json(comparison));
  return array;
}

}  // namespace bacelab
