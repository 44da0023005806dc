#include "analysis/comparison/compare_runs.hpp"

#include <iterator>
#include <utility>
#include <vector>

#include "analysis/results/read_columns.hpp"
#include "analysis/statistics/best_probability.hpp"

namespace bacelab {
namespace {

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

Comparison compare_runs(const ResultsFile& file, std::size_t point, const std::string& metric,
                        const Selection& selection, const CompleteWorlds& worlds,
                        const ComparisonSettings& settings) {
  if (settings.interval != IntervalMethod::delta || selection.baselines.size() < 2) {
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
