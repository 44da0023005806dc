#include "analysis/statistics/paired.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"

namespace bacelab {
namespace {

ValueOrReason<double> p_value_of_zero_mean(std::span<const double> differences) {
  if (differences.empty()) return Undefined{no_pairs_reason};
  if (differences.size() == 1) return Undefined{one_pair_reason};
  const double mean = sample_mean(differences);
  if (mean == 0.0) return 1.0;
  // A spread of zero makes the statistic infinite and the p-value 0, as documented.
  return two_sided_p_value(mean / standard_error_of_mean(differences), differences.size() - 1);
}

}  // namespace

std::vector<double> pairwise_differences(std::span<const double> a, std::span<const double> b) {
  require_pairs(a, b);
  std::vector<double> differences(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) differences[i] = b[i] - a[i];
  return differences;
}

PairedDifference paired_difference(std::span<const double> a, std::span<const double> b,
                                   double confidence) {
  const std::vector<double> differences = pairwise_differences(a, b);
  return {mean_estimate(differences, confidence), p_value_of_zero_mean(differences)};
}

namespace {

/// Why nothing can be related to this mean, called `name`; empty if it can.
std::string reason_against_denominator(const Estimate& mean, const std::string& name,
                                       double confidence) {
  if (!mean.value.has_value()) return mean.value.reason();
  if (!(mean.value.value() > 0.0)) {
    return fmt::format("the mean of the {} is not positive", name);
  }
  if (mean.interval.has_value() && mean.interval.value().lower <= 0.0) {
    return fmt::format("the {:g} % interval of the mean of the {} reaches zero", 100.0 * confidence,
                       name);
  }
  return {};
}

/// Standard error of ratio = mean(numerator) / mean(denominator) by the delta method.
double ratio_standard_error(std::span<const double> numerator, std::span<const double> denominator,
                            double ratio, double mean_denominator) {
  std::vector<double> residuals(numerator.size());
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    residuals[i] = numerator[i] - ratio * denominator[i];
  }
  return standard_error_of_mean(residuals) / mean_denominator;
}

Estimate ratio_of_means(std::span<const double> numerator, std::span<const double> denominator,
                        const std::string& denominator_name, double confidence) {
  const Estimate mean = mean_estimate(denominator, confidence);
  const std::string reason = reason_against_denominator(mean, denominator_name, confidence);
  if (!reason.empty()) return Estimate::undefined(reason);
  const std::size_t n = numerator.size();
  const double ratio = sample_mean(numerator) / mean.value.value();
  if (n == 1) return {ratio, Undefined{one_pair_reason}};
  const double error = ratio_standard_error(numerator, denominator, ratio, mean.value.value());
  return {ratio, student_interval(ratio, error, n, confidence)};
}

}  // namespace

Estimate overhead(std::span<const double> a, std::span<const double> b, double confidence) {
  return ratio_of_means(pairwise_differences(a, b), a, "policy under test", confidence);
}

Estimate reduction(std::span<const double> a, std::span<const double> b, double confidence) {
  return ratio_of_means(pairwise_differences(a, b), b, "baseline", confidence);
}

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

namespace {

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
  if (!resamples_means(method) || a.means.size() != b.means.size()) {
    throw std::invalid_argument("an interval of resampled means needs resamples of both policies");
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

ValueOrReason<double> variance_reduction(std::span<const double> a, std::span<const double> b) {
  const auto differences = pairwise_differences(a, b);
  if (differences.empty()) return Undefined{no_pairs_reason};
  if (differences.size() == 1) return Undefined{one_pair_reason};
  const double independent = sample_variance(a) + sample_variance(b);
  const double paired = sample_variance(differences);
  if (paired > 0.0) return independent / paired;
  if (independent > 0.0) return Undefined{"infinite because all pairs have the same difference"};
  return Undefined{"neither policy varies from world to world"};
}

std::vector<std::size_t> worst_worlds(std::span<const double> a, std::span<const double> b,
                                      Direction direction, std::size_t count) {
  require_pairs(a, b);
  const auto gain = [&](std::size_t i) { return advantage(a[i], b[i], direction); };
  std::vector<std::size_t> worlds;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (gain(i) < 0.0) worlds.push_back(i);
  }
  std::stable_sort(worlds.begin(), worlds.end(),
                   [&](std::size_t i, std::size_t j) { return gain(i) < gain(j); });
  if (worlds.size() > count) worlds.resize(count);
  return worlds;
}

}  // namespace bacelab
