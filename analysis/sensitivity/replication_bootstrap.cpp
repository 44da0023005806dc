#include "analysis/sensitivity/replication_bootstrap.hpp"

#include <stdexcept>
#include <utility>

#include <tbb/parallel_for.h>

#include "analysis/statistics/bootstrap_interval.hpp"
#include "analysis/statistics/sample_checks.hpp"

namespace bacelab {
namespace {

using Values = std::vector<ValueOrReason<double>>;

/// How often each replication is drawn in a resample.
std::vector<double> drawn(std::size_t replications, const Bootstrap& bootstrap,
                          std::size_t resample) {
  std::vector<double> weights(replications, 0.0);
  for (const std::size_t row : resampled_rows(replications, bootstrap, resample)) {
    weights[row] += 1.0;
  }
  return weights;
}

std::vector<double> all_but(std::size_t left_out, std::size_t replications) {
  std::vector<double> weights(replications, 1.0);
  weights[left_out] = 0.0;
  return weights;
}

/// The measures of `count` choices of replications, by choice, in parallel.
template <class Weights>
std::vector<Values> measured(const OutputMaker& maker, const DesignMeasures& measures,
                             std::size_t count, const Weights& weights_of) {
  std::vector<Values> all(count);
  tbb::parallel_for(std::size_t{0}, count,
                    [&](std::size_t i) { all[i] = measures(maker.outputs(weights_of(i))); });
  return all;
}

/// One measure in all choices; the reason if it has no value in one of them.
ValueOrReason<std::vector<double>> column(const std::vector<Values>& all, std::size_t measure) {
  std::vector<double> values;
  values.reserve(all.size());
  for (const Values& choice : all) {
    if (!choice[measure].has_value()) {
      return Undefined{"in a resample of replications " + choice[measure].reason()};
    }
    values.push_back(choice[measure].value());
  }
  return values;
}

}  // namespace

std::vector<ValueOrReason<Interval>> replication_intervals(const DesignRuns& runs,
                                                           const DesignMeasures& measures,
                                                           const Bootstrap& bootstrap,
                                                           double confidence) {
  require_confidence(confidence);
  const OutputMaker maker(runs);
  const std::size_t n = maker.replications();
  if (n < 2) throw std::invalid_argument("a bootstrap of replications needs two");
  const Values values = measures(maker.outputs(std::vector<double>(n, 1.0)));
  const auto resampled = measured(maker, measures, bootstrap.resamples, [&](std::size_t resample) {
    return drawn(n, bootstrap, resample);
  });
  const auto jackknife = measured(maker, measures, n, [&](std::size_t i) { return all_but(i, n); });
  std::vector<ValueOrReason<Interval>> intervals;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto of_resamples = column(resampled, i);
    const auto of_jackknife = column(jackknife, i);
    if (!values[i].has_value()) {
      intervals.emplace_back(Undefined{values[i].reason()});
    } else if (!of_resamples.has_value() || !of_jackknife.has_value()) {
      intervals.emplace_back(
          Undefined{of_resamples.has_value() ? of_jackknife.reason() : of_resamples.reason()});
    } else {
      intervals.push_back(
          bca_interval(values[i].value(), of_resamples.value(), of_jackknife.value(), confidence));
    }
  }
  return intervals;
}

}  // namespace bacelab
