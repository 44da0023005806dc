#include "analysis/comparison/compare.hpp"

#include <cstddef>
#include <vector>

#include "analysis/statistics/holm.hpp"
#include "analysis/statistics/paired_difference.hpp"
#include "analysis/statistics/relative_change.hpp"
#include "analysis/statistics/sample_checks.hpp"
#include "analysis/statistics/student_t.hpp"
#include "analysis/statistics/variance_reduction.hpp"
#include "analysis/statistics/worst_worlds.hpp"

namespace bacelab {
namespace {

std::vector<WorstWorld> named_worst_worlds(const ComparisonInput& input,
                                           const PolicyColumn& baseline) {
  const std::vector<double>& a = input.policy_under_test.values;
  const std::vector<double>& b = baseline.values;
  std::vector<WorstWorld> worlds;
  for (const std::size_t i : worst_worlds(a, b, input.direction, max_worst_worlds)) {
    worlds.push_back({i, input.replications[i], a[i], b[i]});
  }
  return worlds;
}

BaselineComparison compare_with(const PolicyColumn& baseline, const ComparisonInput& input,
                                double confidence) {
  const std::vector<double>& a = input.policy_under_test.values;
  const std::vector<double>& b = baseline.values;
  const PairedDifference difference = paired_difference(a, b, confidence);
  return {.baseline = baseline.policy,
          .baseline_mean = mean_estimate(b, confidence),
          .difference = difference.estimate,
          .overhead = overhead(a, b, confidence),
          .reduction = reduction(a, b, confidence),
          .p_value = difference.p_value,
          .p_holm = difference.p_value,
          .better = win_probability(a, b, input.direction, confidence),
          .variance_reduction = variance_reduction(a, b),
          .worst_worlds = named_worst_worlds(input, baseline)};
}

/// Replaces each p_holm, where there is a p-value, by the one adjusted for the family.
void adjust_for_family(std::vector<BaselineComparison>& family) {
  std::vector<double> p_values;
  for (const auto& row : family) {
    if (row.p_value.has_value()) p_values.push_back(row.p_value.value());
  }
  const std::vector<double> adjusted = holm_adjusted(p_values);
  std::size_t next = 0;
  for (auto& row : family) {
    if (row.p_value.has_value()) row.p_holm = adjusted[next++];
  }
}

}  // namespace

Comparison compare(const ComparisonInput& input, double confidence) {
  require_valid(input);
  Comparison result{.point = input.point,
                    .metric = input.metric,
                    .unit = input.unit,
                    .direction = input.direction,
                    .policy = input.policy_under_test.policy,
                    .pairs = input.replications.size(),
                    .confidence = confidence,
                    .optimistic = is_optimistic(input.replications.size()),
                    .policy_mean = mean_estimate(input.policy_under_test.values, confidence),
                    .baselines = {}};
  for (const PolicyColumn& baseline : input.baselines) {
    result.baselines.push_back(compare_with(baseline, input, confidence));
  }
  adjust_for_family(result.baselines);
  return result;
}

}  // namespace bacelab
