#include "analysis/sensitivity/design_runs.hpp"

#include <tbb/parallel_for.h>

#include <numeric>
#include <stdexcept>
#include <utility>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/estimate.hpp"
#include "analysis/statistics/moments.hpp"
#include "core/no_value.hpp"
#include "experiments/box/precision.hpp"

namespace bacelab {
namespace {

PairForm pair_form(OutputForm form) {
  if (form == OutputForm::overhead) return PairForm::overhead;
  if (form == OutputForm::reduction) return PairForm::reduction;
  return PairForm::difference;
}

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

double output_value(OutputForm form, double policy, double baseline) {
  if (form == OutputForm::mean) return policy;
  const bool has_denominator = (form != OutputForm::overhead || policy > 0.0) &&
                               (form != OutputForm::reduction || baseline > 0.0);
  if (!has_denominator) return no_value;
  return value_of(pair_form(form), policy, baseline);
}

OutputMaker::OutputMaker(const DesignRuns& runs)
    : form_(runs.form), replications_(runs.replications) {
  if (replications_ == 0 || runs.policy.size() % replications_ != 0) {
    throw std::invalid_argument("each point of a design has the same replications, at least one");
  }
  const bool has_baseline = form_ != OutputForm::mean;
  if (runs.baseline.size() != (has_baseline ? runs.policy.size() : 0)) {
    throw std::invalid_argument("a form of two policies needs the runs of both");
  }
  policy_ = centred(runs.policy, replications_);
  baseline_ = centred(runs.baseline, replications_);
}

OutputMaker::Centred OutputMaker::centred(std::span<const double> column,
                                          std::size_t replications) {
  Centred result;
  result.deviations.assign(column.begin(), column.end());
  for (std::size_t begin = 0; begin < column.size(); begin += replications) {
    const double mean = sample_mean(column.subspan(begin, replications));
    result.means.push_back(mean);
    for (std::size_t i = begin; i < begin + replications; ++i) result.deviations[i] -= mean;
  }
  return result;
}

double OutputMaker::Centred::mean(std::size_t point, std::span<const double> weights,
                                  double total) const {
  const double* const begin = deviations.data() + point * weights.size();
  return means[point] + std::inner_product(weights.begin(), weights.end(), begin, 0.0) / total;
}

std::vector<double> OutputMaker::outputs(std::span<const double> weights) const {
  if (weights.size() != replications_) {
    throw std::invalid_argument("each replication has one weight");
  }
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> values(policy_.means.size());
  for (std::size_t point = 0; point < values.size(); ++point) {
    const double policy = policy_.mean(point, weights, total);
    const double baseline = baseline_.means.empty() ? 0.0 : baseline_.mean(point, weights, total);
    values[point] = output_value(form_, policy, baseline);
  }
  return values;
}

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
