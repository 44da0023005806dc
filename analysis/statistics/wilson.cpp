#include "analysis/statistics/wilson.hpp"

#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "analysis/statistics/normal.hpp"
#include "analysis/statistics/sample_checks.hpp"

namespace bacelab {
namespace {

void require_count(double successes, std::size_t trials) {
  if (trials == 0) throw std::invalid_argument("without a trial nothing is known of a probability");
  if (successes >= 0.0 && successes <= static_cast<double>(trials)) return;
  throw std::invalid_argument(
      fmt::format("{} successes don't lie between 0 and {} trials", successes, trials));
}

}  // namespace

Interval wilson_interval(double successes, std::size_t trials, double confidence) {
  require_count(successes, trials);
  require_confidence(confidence);
  const double n = static_cast<double>(trials);
  const double share = successes / n;
  const double z = two_sided_normal_quantile(confidence);
  const double z2_n = z * z / n;
  const double centre = (share + z2_n / 2.0) / (1.0 + z2_n);
  const double spread = z * std::sqrt(share * (1.0 - share) / n + z2_n / (4.0 * n));
  const double half_width = spread / (1.0 + z2_n);
  return {successes == 0.0 ? 0.0 : centre - half_width, successes == n ? 1.0 : centre + half_width};
}

}  // namespace bacelab
