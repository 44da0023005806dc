#include "experiments/arithmetic/quantiles.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <numbers>

#include "experiments/arithmetic/real.hpp"

namespace bacelab::arithmetic {
namespace {

namespace math = boost::math;
namespace policies = boost::math::policies;

// The quantile of 0 or 1 is infinite, tiny shapes give numbers below the smallest: no errors.
using Quietly = policies::policy<policies::overflow_error<policies::ignore_error>,
                                 policies::underflow_error<policies::ignore_error>>;
using RoundedUp = policies::policy<policies::discrete_quantile<policies::integer_round_up>>;
using Student = math::students_t_distribution<Real, Quietly>;
using Binomial = math::binomial_distribution<Real, RoundedUp>;

}  // namespace

double normal_cdf(double z) { return 0.5 * erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double probability) { return -normal_upper_quantile(probability); }

double normal_upper_quantile(double probability) {
  return std::numbers::sqrt2 * math::erfc_inv(Real(2.0 * probability), Quietly()).value();
}

double gamma_quantile(double shape, double probability) {
  // P(x) = x^a / Gamma(a + 1) (1 - a x / (a + 1) + ...) (Abramowitz and Stegun 6.5.29).
  // Below 1e-8 the first two terms of its inverse are all that a double holds, and the root that
  // Boost finds there differs from version to version.
  const double log_gamma = math::lgamma(Real(shape + 1.0), Quietly()).value();
  const double first = exp((log(probability) + log_gamma) / shape);
  if (first < 1e-8) return first + first * first / (shape + 1.0);
  return math::gamma_p_inv(Real(shape), Real(probability), Quietly()).value();
}

double student_upper_tail(double t, double degrees_of_freedom) {
  return math::cdf(math::complement(Student(degrees_of_freedom), Real(t))).value();
}

double student_upper_quantile(double probability, double degrees_of_freedom) {
  return math::quantile(math::complement(Student(degrees_of_freedom), Real(probability))).value();
}

double binomial_quantile(double trials, double p, double probability) {
  return math::quantile(Binomial(trials, p), Real(probability)).value();
}

double binomial_upper_quantile(double trials, double p, double probability) {
  return math::quantile(math::complement(Binomial(trials, p), Real(probability))).value();
}

}  // namespace bacelab::arithmetic
