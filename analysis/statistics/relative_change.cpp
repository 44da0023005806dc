#include "analysis/statistics/relative_change.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/paired_difference.hpp"
#include "analysis/statistics/sample_checks.hpp"
#include "analysis/statistics/student_t.hpp"

namespace bacelab {
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

}  // namespace bacelab
