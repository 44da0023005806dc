#include "experiments/random/quantiles.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>

namespace bacelab {

double gamma_quantile(double shape, double uniform) {
  namespace policies = boost::math::policies;
  // In double: long double costs three times as much. Tiny shapes give numbers below the smallest.
  using InDouble = policies::policy<policies::promote_double<false>,
                                    policies::underflow_error<policies::ignore_error>>;
  return boost::math::gamma_p_inv(shape, uniform, InDouble());
}

namespace {

/// 1 - Phi(x), to full relative precision for x > 0.
double upper_tail(double x) { return 0.5 * std::erfc(x / std::numbers::sqrt2); }

double upper_tail_quantile(double probability) {
  namespace policies = boost::math::policies;
  // Rounding may ask for the quantile of 0 or 1: infinite, and cut by the ends.
  using InDouble = policies::policy<policies::promote_double<false>,
                                    policies::overflow_error<policies::ignore_error>>;
  return std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * probability, InDouble());
}

/// Phi(high) - Phi(low), taken from the side on which the numbers are small.
double mass_between(double low, double high) {
  return low > 0.0 ? upper_tail(low) - upper_tail(high) : upper_tail(-high) - upper_tail(-low);
}

}  // namespace

TruncatedNormal::TruncatedNormal(double low, double high)
    : low_(low), high_(high), mass_(mass_between(low, high)) {}

double TruncatedNormal::quantile(double uniform) const {
  const double x = low_ > 0.0 ? upper_tail_quantile(upper_tail(low_) - uniform * mass_)
                              : -upper_tail_quantile(upper_tail(-low_) + uniform * mass_);
  return std::clamp(x, low_, high_);
}

double TruncatedNormal::mean_exponential(double sigma) const {
  return std::exp(0.5 * sigma * sigma) * mass_between(low_ - sigma, high_ - sigma) / mass_;
}

}  // namespace bacelab
