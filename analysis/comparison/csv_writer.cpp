#include "analysis/comparison/csv_writer.hpp"

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analysis/comparison/csv_record.hpp"
#include "analysis/comparison/remarks.hpp"

namespace bacelab {
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

}  // namespace bacelab
