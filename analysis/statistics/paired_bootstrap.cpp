#include "analysis/statistics/paired_bootstrap.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>
#include <vector>

#include "analysis/statistics/bootstrap_interval.hpp"
#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/paired_difference.hpp"
#include "analysis/statistics/relative_change.hpp"

namespace bacelab {
namespace {

Estimate delta_estimate(PairForm form, std::span<const double> a, std::span<const double> b,
                        double confidence) {
  switch (form) {
    case PairForm::difference:
      return paired_difference(a, b, confidence).estimate;
    case PairForm::overhead:
      return overhead(a, b, confidence);
    case PairForm::reduction:
      return reduction(a, b, confidence);
  }
  throw std::logic_error("there is no such form of a pair");
}

bool has_positive_denominators(PairForm form, const ResampledColumn& a, const ResampledColumn& b) {
  if (form == PairForm::difference) return true;
  const auto& denominators = form == PairForm::overhead ? a.means : b.means;
  return std::all_of(denominators.begin(), denominators.end(), [](double x) { return x > 0.0; });
}

std::vector<double> values_in_resamples(PairForm form, const ResampledColumn& a,
                                        const ResampledColumn& b) {
  std::vector<double> values(a.means.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = value_of(form, a.means[i], b.means[i]);
  }
  return values;
}

/// The form with one pair left out each.
std::vector<double> jackknife(PairForm form, std::span<const double> a, std::span<const double> b) {
  const double mean_a = sample_mean(a);
  const double mean_b = sample_mean(b);
  const double others = static_cast<double>(a.size()) - 1.0;
  std::vector<double> values(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    values[i] =
        value_of(form, mean_a - (a[i] - mean_a) / others, mean_b - (b[i] - mean_b) / others);
  }
  return values;
}

}  // namespace

Estimate bootstrap_estimate(PairForm form, const ResampledColumn& a, const ResampledColumn& b,
                            IntervalMethod method, double confidence) {
  if (method == IntervalMethod::delta || a.means.size() != b.means.size()) {
    throw std::invalid_argument("a bootstrap interval needs resamples of both policies");
  }
  Estimate estimate = delta_estimate(form, a.values, b.values, confidence);
  if (!estimate.interval.has_value() || estimate.interval.value().half_width() == 0.0) {
    return estimate;
  }
  if (!has_positive_denominators(form, a, b)) {
    estimate.interval = Undefined{"a resample has a denominator that is not positive"};
    return estimate;
  }
  std::vector<double> resampled = values_in_resamples(form, a, b);
  if (method == IntervalMethod::percentile) {
    estimate.interval = percentile_interval(std::move(resampled), confidence);
  } else {
    const auto left_out = jackknife(form, a.values, b.values);
    estimate.interval =
        bca_interval(estimate.value.value(), std::move(resampled), left_out, confidence);
  }
  return estimate;
}

}  // namespace bacelab
