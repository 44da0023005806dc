#include "analysis/statistics/paired_quantiles.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"
#include "core/simulation/run_summary.hpp"

namespace bacelab {
namespace {

/// Ascending values, with the rank of each in its sample.
struct Ranked {
  explicit Ranked(std::span<const double> values)
      : sorted(values.begin(), values.end()), ranks(values.size()) {
    std::vector<std::size_t> order(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t i, std::size_t j) { return values[i] < values[j]; });
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
      sorted[rank] = values[order[rank]];
      ranks[order[rank]] = rank;
    }
  }

  /// The values of these rows, ascending: counted by rank, in a time that grows as their number.
  [[nodiscard]] std::vector<double> resampled(const std::vector<std::size_t>& rows) const {
    std::vector<std::size_t> counts(sorted.size(), 0);
    for (const std::size_t row : rows) ++counts[ranks[row]];
    std::vector<double> values;
    values.reserve(rows.size());
    for (std::size_t rank = 0; rank < counts.size(); ++rank) {
      values.insert(values.end(), counts[rank], sorted[rank]);
    }
    return values;
  }

  std::vector<double> sorted;
  std::vector<std::size_t> ranks;
};

}  // namespace

std::vector<Estimate> quantile_differences(std::span<const double> a, std::span<const double> b,
                                           std::span<const double> probabilities,
                                           const Bootstrap& bootstrap, double confidence) {
  require_pairs(a, b);
  require_confidence(confidence);
  if (probabilities.empty()) return {};
  const Ranked of_a(a);
  const Ranked of_b(b);
  std::vector<Estimate> estimates;
  std::vector<std::size_t> answerable;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const std::size_t fewest = fewest_for_quantile(probabilities[i], confidence);
    if (a.size() < fewest) {
      estimates.push_back(Estimate::undefined(
          fmt::format("{} worlds are too few for the quantile {:g} at {:g} %; {} are needed",
                      a.size(), probabilities[i], 100.0 * confidence, fewest)));
      continue;
    }
    answerable.push_back(i);
    estimates.push_back({quantile_of_sorted(of_b.sorted, probabilities[i]) -
                             quantile_of_sorted(of_a.sorted, probabilities[i]),
                         Undefined{"it was not computed"}});
  }
  if (answerable.empty()) return estimates;
  std::vector<std::vector<double>> differences(answerable.size(),
                                               std::vector<double>(bootstrap.resamples));
  tbb::parallel_for(std::size_t{0}, bootstrap.resamples, [&](std::size_t resample) {
    const std::vector<std::size_t> rows = resampled_rows(a.size(), bootstrap, resample);
    const std::vector<double> resampled_a = of_a.resampled(rows);
    const std::vector<double> resampled_b = of_b.resampled(rows);
    for (std::size_t i = 0; i < answerable.size(); ++i) {
      const double probability = probabilities[answerable[i]];
      differences[i][resample] = quantile_of_sorted(resampled_b, probability) -
                                 quantile_of_sorted(resampled_a, probability);
    }
  });
  for (std::size_t i = 0; i < answerable.size(); ++i) {
    estimates[answerable[i]].interval = percentile_interval(std::move(differences[i]), confidence);
  }
  return estimates;
}

}  // namespace bacelab
