#include "analysis/comparison/compare.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <vector>

#include "analysis/statistics/equivalence.hpp"
#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/paired.hpp"
#include "analysis/statistics/paired_quantiles.hpp"
#include "analysis/statistics/proportions.hpp"
#include "analysis/statistics/skewed.hpp"
#include "experiments/results/read_columns.hpp"

namespace bacelab {
namespace {

/// The values of all policies, the policy under test first.
std::vector<std::span<const double>> columns_of(const ComparisonInput& input) {
  std::vector<std::span<const double>> columns = {input.policy_under_test.values};
  for (const PolicyColumn& baseline : input.baselines) columns.emplace_back(baseline.values);
  return columns;
}

/// Means in resamples of the worlds, if the settings ask for a bootstrap and it can be made.
std::vector<std::vector<double>> resampled(const ComparisonInput& input,
                                           const ComparisonSettings& settings) {
  if (!resamples_means(settings.interval) || input.replications.size() < 2) return {};
  return resampled_means(columns_of(input), settings.bootstrap);
}

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

/// The mean of scores between 0 and 1, with its t interval cut off there; or Wilson's of as many
/// trials, if all scores are equal and t would be sure.
Estimate probability_of(std::span<const double> scores, double confidence) {
  Estimate estimate = mean_estimate(scores, confidence);
  if (!estimate.interval.has_value()) return estimate;
  const Interval t = estimate.interval.value();
  if (t.half_width() > 0.0) {
    estimate.interval = Interval{std::max(0.0, t.lower), std::min(1.0, t.upper)};
  } else {
    const double successes = estimate.value.value() * static_cast<double>(scores.size());
    estimate.interval = wilson_interval(successes, scores.size(), confidence);
  }
  return estimate;
}

WinProbability better(const ComparisonInput& input, std::size_t baseline, double confidence) {
  if (!input.pooled) {
    return win_probability(input.policy_under_test.values, input.baselines[baseline].values,
                           input.direction, confidence);
  }
  const PooledScores& pooled = *input.pooled;
  const std::size_t worlds = pooled.points * input.replications.size();
  return {pooled.wins[baseline], pooled.ties[baseline],
          worlds - pooled.wins[baseline] - pooled.ties[baseline],
          probability_of(pooled.better[baseline], confidence)};
}

std::vector<Estimate> best_of_all(const ComparisonInput& input, double confidence) {
  if (!input.pooled) {
    return best_probabilities(columns_of(input), input.direction, confidence);
  }
  std::vector<Estimate> estimates;
  for (const auto& scores : input.pooled->best) {
    estimates.push_back(probability_of(scores, confidence));
  }
  return estimates;
}

/// Sets the intervals of a comparison that resampled means make.
void set_bootstrap(BaselineComparison& row, const ResampledColumn& a, const ResampledColumn& b,
                   IntervalMethod method, double confidence) {
  row.difference = bootstrap_estimate(PairForm::difference, a, b, method, confidence);
  row.overhead = bootstrap_estimate(PairForm::overhead, a, b, method, confidence);
  row.reduction = bootstrap_estimate(PairForm::reduction, a, b, method, confidence);
}

/// Sets the intervals of a comparison by a method for skewed values.
void set_skewed(BaselineComparison& row, const std::vector<double>& a, const std::vector<double>& b,
                const ComparisonSettings& settings, double confidence) {
  const auto set = [&](const auto& estimate) {
    row.difference = estimate(PairForm::difference);
    row.overhead = estimate(PairForm::overhead);
    row.reduction = estimate(PairForm::reduction);
  };
  if (settings.interval == IntervalMethod::johnson) {
    set([&](PairForm form) { return johnson_estimate(form, a, b, confidence); });
  } else if (settings.interval == IntervalMethod::bootstrap_t && a.size() > 1) {
    const ResampledMoments moments = resampled_moments(a, b, settings.bootstrap);
    set([&](PairForm form) { return bootstrap_t_estimate(form, a, b, moments, confidence); });
  }
}

BaselineComparison compare_with(const ComparisonInput& input, std::size_t index, double confidence,
                                double confidence_of_each) {
  const PolicyColumn& baseline = input.baselines[index];
  const std::vector<double>& a = input.policy_under_test.values;
  const std::vector<double>& b = baseline.values;
  const PairedDifference difference = paired_difference(a, b, confidence_of_each);
  return {.baseline = baseline.policy,
          .baseline_mean = mean_estimate(b, confidence),
          .difference = difference.estimate,
          .overhead = overhead(a, b, confidence_of_each),
          .reduction = reduction(a, b, confidence_of_each),
          .p_value = difference.p_value,
          .p_adjusted = difference.p_value,
          .better = better(input, index, confidence_of_each),
          .best = {},
          .variance_reduction = variance_reduction(a, b),
          .worst_worlds = named_worst_worlds(input, baseline)};
}

/// What is asked of a comparison beyond its table.
void add_answers(BaselineComparison& row, const ComparisonInput& input, std::size_t index,
                 const ComparisonSettings& settings, double confidence_of_each) {
  const std::vector<double>& a = input.policy_under_test.values;
  const std::vector<double>& b = input.baselines[index].values;
  const auto differences =
      quantile_differences(a, b, settings.quantiles, settings.bootstrap, confidence_of_each);
  for (std::size_t i = 0; i < differences.size(); ++i) {
    row.quantile_differences.push_back({settings.quantiles[i], differences[i]});
  }
  if (settings.equivalence_margin) {
    const auto p_value = equivalence_p_value(a, b, *settings.equivalence_margin);
    row.equivalence = Equivalence{p_value, p_value};
  }
  if (settings.dominance) row.dominance = dominance(a, b, input.direction, settings.bootstrap);
}

void add_baselines(Comparison& result, const ComparisonInput& input,
                   const ComparisonSettings& settings) {
  const double confidence = result.confidence_of_each;
  const auto means = resampled(input, settings);
  for (std::size_t i = 0; i < input.baselines.size(); ++i) {
    BaselineComparison& row =
        result.baselines.emplace_back(compare_with(input, i, settings.confidence, confidence));
    add_answers(row, input, i, settings, confidence);
    set_skewed(row, input.policy_under_test.values, input.baselines[i].values, settings,
               confidence);
    if (means.empty()) continue;
    set_bootstrap(row, {input.policy_under_test.values, means[0]},
                  {input.baselines[i].values, means[i + 1]}, settings.interval, confidence);
  }
}

void add_quantiles(Comparison& result, const ComparisonInput& input,
                   const ComparisonSettings& settings) {
  const auto add = [&](const PolicyColumn& column) {
    for (const double probability : settings.quantiles) {
      result.quantiles.push_back(
          {column.policy, probability,
           quantile_estimate(column.values, probability, settings.confidence)});
    }
  };
  add(input.policy_under_test);
  for (const PolicyColumn& baseline : input.baselines) add(baseline);
}

/// Adds the rows of a comparison with one more baseline to a table.
void append(Comparison& table, Comparison pair) {
  table.baselines.push_back(std::move(pair.baselines.front()));
  for (PolicyQuantile& quantile : pair.quantiles) {
    if (quantile.policy != table.policy) table.quantiles.push_back(std::move(quantile));
  }
}

std::vector<Estimate> best_of_all(const ResultsFile& file, std::size_t point,
                                  const Selection& selection, const CompleteWorlds& worlds,
                                  const Comparison& table) {
  const std::vector<std::string> policies = policies_of(selection);
  BestCounter counter(policies.size(), table.direction);
  visit_slabs(file, table.metric, point, policies, worlds.replications,
              [&](const std::vector<std::vector<double>>& slab) {
                counter.add(std::vector<std::span<const double>>(slab.begin(), slab.end()));
              });
  return counter.probabilities(table.confidence);
}

}  // namespace

namespace {

/// Adjusts p-values of the baselines for their family; `pair_of` gives a pair of the raw and the
/// adjusted one of a row, null for none.
template <class PairOf>
void adjust_all(Comparison& table, const PairOf& pair_of) {
  std::vector<double> p_values;
  for (auto& row : table.baselines) {
    const auto [raw, ignored] = pair_of(row);
    if (raw != nullptr && raw->has_value()) p_values.push_back(raw->value());
  }
  const std::vector<double> of_family = adjusted(p_values, table.adjustment);
  std::size_t next = 0;
  for (auto& row : table.baselines) {
    const auto [raw, to] = pair_of(row);
    if (raw != nullptr && raw->has_value()) *to = of_family[next++];
  }
}

}  // namespace

void adjust_for_family(Comparison& table) {
  using PValue = ValueOrReason<double>;
  adjust_all(table, [](BaselineComparison& row) {
    return std::pair<PValue*, PValue*>(&row.p_value, &row.p_adjusted);
  });
  adjust_all(table, [](BaselineComparison& row) {
    if (!row.equivalence) return std::pair<PValue*, PValue*>(nullptr, nullptr);
    return std::pair<PValue*, PValue*>(&row.equivalence->p_value, &row.equivalence->p_adjusted);
  });
}

void set_best(Comparison& table, std::span<const Estimate> best) {
  if (best.size() != table.baselines.size() + 1) {
    throw std::invalid_argument("each policy of a table has a probability of being the best");
  }
  table.policy_best = best.front();
  for (std::size_t i = 0; i < table.baselines.size(); ++i) table.baselines[i].best = best[i + 1];
}

Comparison compare(const ComparisonInput& input, const ComparisonSettings& settings) {
  require_valid(input);
  Comparison result;
  result.point = input.point;
  result.metric = input.metric;
  result.unit = input.unit;
  result.direction = input.direction;
  result.policy = input.policy_under_test.policy;
  result.pairs = input.replications.size();
  result.points = input.pooled ? input.pooled->points : 1;
  result.confidence = settings.confidence;
  result.confidence_of_each = confidence_of_each(
      settings.confidence, settings.family.value_or(input.baselines.size()), settings.adjustment);
  result.interval = settings.interval;
  result.adjustment = settings.adjustment;
  if (is_bootstrap(settings.interval)) result.bootstrap = settings.bootstrap;
  result.equivalence_margin = settings.equivalence_margin;
  result.resampling = settings.bootstrap;
  result.optimistic = is_optimistic(input.replications.size());
  result.policy_mean = mean_estimate(input.policy_under_test.values, settings.confidence);
  add_baselines(result, input, settings);
  adjust_for_family(result);
  set_best(result, best_of_all(input, result.confidence));
  add_quantiles(result, input, settings);
  return result;
}

Comparison compare_runs(const ResultsFile& file, std::size_t point, const std::string& metric,
                        const Selection& selection, const CompleteWorlds& worlds,
                        const ComparisonSettings& settings) {
  if (resamples_means(settings.interval) || selection.baselines.size() < 2) {
    return compare(select(file, point, metric, selection, worlds), settings);
  }
  ComparisonSettings of_pair = settings;
  of_pair.family = selection.baselines.size();
  Selection pair = {selection.policy, {selection.baselines.front()}, selection.incomplete};
  Comparison table = compare(select(file, point, metric, pair, worlds), of_pair);
  for (std::size_t i = 1; i < selection.baselines.size(); ++i) {
    pair.baselines = {selection.baselines[i]};
    append(table, compare(select(file, point, metric, pair, worlds), of_pair));
  }
  adjust_for_family(table);
  set_best(table, best_of_all(file, point, selection, worlds, table));
  return table;
}

}  // namespace bacelab
