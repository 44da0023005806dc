#include "analysis/comparison/remarks.hpp"

#include <algorithm>
#include <utility>

namespace bacelab {
namespace {

/// Names of which the same is to be said, in the order of arrival.
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

}  // namespace bacelab
