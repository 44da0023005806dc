#include "analysis/statistics/normal.hpp"

#include <stdexcept>

#include <fmt/format.h>
#include <boost/math/distributions/normal.hpp>

#include "analysis/statistics/sample_checks.hpp"

namespace bacelab {

double normal_cdf(double z) { return boost::math::cdf(boost::math::normal(), z); }

double normal_quantile(double probability) {
  if (probability > 0.0 && probability < 1.0) {
    return boost::math::quantile(boost::math::normal(), probability);
  }
  throw std::invalid_argument(
      fmt::format("a probability of {} has no finite normal quantile", probability));
}

double two_sided_normal_quantile(double confidence) {
  require_confidence(confidence);
  const boost::math::normal standard;
  return boost::math::quantile(boost::math::complement(standard, (1.0 - confidence) / 2.0));
}

}  // namespace bacelab
