#include "analysis/statistics/quantile_interval.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>
#include <boost/math/distributions/binomial.hpp>

#include "analysis/statistics/sample_checks.hpp"
#include "core/simulation/metrics.hpp"

namespace bacelab {
namespace {

using RoundUp = boost::math::policies::policy<
    boost::math::policies::discrete_quantile<boost::math::policies::integer_round_up>>;
using Binomial = boost::math::binomial_distribution<double, RoundUp>;

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
      std::floor(std::log((1.0 - confidence) / 2.0) / std::log(most_likely)) + 1.0);
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
  const Binomial below(static_cast<double>(values.size()), probability);
  const double tail = (1.0 - confidence) / 2.0;
  const auto lower = static_cast<std::size_t>(boost::math::quantile(below, tail));
  const auto upper =
      static_cast<std::size_t>(boost::math::quantile(boost::math::complement(below, tail)));
  // Where the tail is p^n to the last bits, rounding may put a limit beyond the values.
  if (lower == 0 || upper == values.size()) return too_few(values.size() + 1);
  return {quantile_of_sorted(values, probability), Interval{values[lower - 1], values[upper]}};
}

}  // namespace bacelab
