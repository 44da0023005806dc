#include "analysis/sensitivity/design_runs.hpp"

#include <limits>
#include <numeric>
#include <stdexcept>

#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/pair_form.hpp"

namespace bacelab {
namespace {

PairForm pair_form(OutputForm form) {
  if (form == OutputForm::overhead) return PairForm::overhead;
  if (form == OutputForm::reduction) return PairForm::reduction;
  return PairForm::difference;
}

}  // namespace

double output_value(OutputForm form, double policy, double baseline) {
  if (form == OutputForm::mean) return policy;
  const bool has_denominator = (form != OutputForm::overhead || policy > 0.0) &&
                               (form != OutputForm::reduction || baseline > 0.0);
  if (!has_denominator) return std::numeric_limits<double>::quiet_NaN();
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

}  // namespace bacelab
