#include "analysis/statistics/student_t.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <boost/math/distributions/students_t.hpp>

#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/sample_checks.hpp"

namespace bacelab {
namespace {

boost::math::students_t student_distribution(std::size_t degrees_of_freedom) {
  if (degrees_of_freedom == 0) {
    throw std::invalid_argument("Student's t needs at least one degree of freedom");
  }
  return boost::math::students_t(static_cast<double>(degrees_of_freedom));
}

}  // namespace

double student_quantile(double confidence, std::size_t degrees_of_freedom) {
  require_confidence(confidence);
  const auto distribution = student_distribution(degrees_of_freedom);
  return boost::math::quantile(boost::math::complement(distribution, (1.0 - confidence) / 2.0));
}

double two_sided_p_value(double statistic, std::size_t degrees_of_freedom) {
  if (std::isnan(statistic)) throw std::invalid_argument("a t statistic of NaN has no p-value");
  const auto distribution = student_distribution(degrees_of_freedom);
  const double tail = boost::math::cdf(boost::math::complement(distribution, std::abs(statistic)));
  return std::min(1.0, 2.0 * tail);
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

}  // namespace bacelab
