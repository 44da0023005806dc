#include "analysis/statistics/intervals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "analysis/statistics/moments.hpp"
#include "core/simulation/run_summary.hpp"
#include "experiments/arithmetic/elementary.hpp"
#include "experiments/arithmetic/quantiles.hpp"

namespace bacelab {

double normal_quantile(double probability) {
  if (probability > 0.0 && probability < 1.0) return arithmetic::normal_quantile(probability);
  throw std::invalid_argument(
      fmt::format("a probability of {} has no finite normal quantile", probability));
}

double two_sided_normal_quantile(double confidence) {
  require_confidence(confidence);
  return arithmetic::normal_upper_quantile((1.0 - confidence) / 2.0);
}

namespace {

double require_degrees_of_freedom(std::size_t degrees_of_freedom) {
  if (degrees_of_freedom > 0) return static_cast<double>(degrees_of_freedom);
  throw std::invalid_argument("Student's t needs at least one degree of freedom");
}

}  // namespace

double student_quantile(double confidence, std::size_t degrees_of_freedom) {
  require_confidence(confidence);
  return arithmetic::student_upper_quantile((1.0 - confidence) / 2.0,
                                            require_degrees_of_freedom(degrees_of_freedom));
}

double two_sided_p_value(double statistic, std::size_t degrees_of_freedom) {
  if (std::isnan(statistic)) throw std::invalid_argument("a t statistic of NaN has no p-value");
  const double degrees = require_degrees_of_freedom(degrees_of_freedom);
  return std::min(1.0, 2.0 * arithmetic::student_upper_tail(std::abs(statistic), degrees));
}

Interval student_interval(double centre, double standard_error, std::size_t n, double confidence) {
  if (n < 2) throw std::invalid_argument("a Student t interval needs at least two observations");
  const double half_width = student_quantile(confidence, n - 1) * standard_error;
  return {centre - half_width, centre + half_width};
}

double standard_error_of_mean(std::span<const double> x) {
  return std::sqrt(sample_variance(x) / static_cast<double>(x.size()));
}

Estimate mean_estimate(std::span<const double> x, double confidence) {
  require_confidence(confidence);
  require_finite(x, "sample");
  if (x.empty()) return Estimate::undefined(no_pairs_reason);
  const double mean = sample_mean(x);
  if (x.size() == 1) return {mean, Undefined{one_pair_reason}};
  return {mean, student_interval(mean, standard_error_of_mean(x), x.size(), confidence)};
}

namespace {

void require_probability(double probability) {
  if (probability > 0.0 && probability < 1.0) return;
  throw std::invalid_argument(
      fmt::format("{} is no probability of a quantile; it lies between 0 and 1", probability));
}

}  // namespace

std::size_t fewest_for_quantile(double probability, double confidence) {
  require_probability(probability);
  require_confidence(confidence);
  // All values lie on one side of the quantile with probability p^n or (1 - p)^n.
  const double most_likely = std::max(probability, 1.0 - probability);
  return static_cast<std::size_t>(
      std::floor(arithmetic::log((1.0 - confidence) / 2.0) / arithmetic::log(most_likely)) + 1.0);
}

Estimate quantile_estimate(std::vector<double> values, double probability, double confidence) {
  require_finite(values, "quantile");
  const auto too_few = [&](std::size_t fewest) {
    return Estimate::undefined(
        fmt::format("{} values are too few for a {:g} % interval of the quantile {:g}; {} are "
                    "needed",
                    values.size(), 100.0 * confidence, probability, fewest));
  };
  const std::size_t fewest = fewest_for_quantile(probability, confidence);
  if (values.size() < fewest) return too_few(fewest);
  std::sort(values.begin(), values.end());
  const auto count = static_cast<double>(values.size());
  const double tail = (1.0 - confidence) / 2.0;
  const auto lower =
      static_cast<std::size_t>(arithmetic::binomial_quantile(count, probability, tail));
  const auto upper =
      static_cast<std::size_t>(arithmetic::binomial_upper_quantile(count, probability, tail));
  // Where the tail is p^n to the last bits, rounding may put a limit beyond the values.
  if (lower == 0 || upper == values.size()) return too_few(values.size() + 1);
  return {quantile_of_sorted(values, probability), Interval{values[lower - 1], values[upper]}};
}

}  // namespace bacelab
