#include "experiments/random/gamma_quantile.hpp"

#include <boost/math/special_functions/gamma.hpp>

namespace bacelab {

double gamma_quantile(double shape, double uniform) {
  namespace policies = boost::math::policies;
  // In double: long double costs three times as much. Tiny shapes give numbers below the smallest.
  using InDouble = policies::policy<policies::promote_double<false>,
                                    policies::underflow_error<policies::ignore_error>>;
  return boost::math::gamma_p_inv(shape, uniform, InDouble());
}

}  // namespace bacelab
