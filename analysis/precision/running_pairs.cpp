#include "analysis/precision/running_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bacelab {

void RunningPairs::add(double a, double b) {
  ++count_;
  const auto n = static_cast<double>(count_);
  const double d = b - a;
  const double from_a = a - mean_a_;
  const double from_d = d - mean_d_;
  mean_a_ += from_a / n;
  mean_d_ += from_d / n;
  sum_aa_ += from_a * (a - mean_a_);
  sum_ad_ += from_a * (d - mean_d_);
  sum_dd_ += from_d * (d - mean_d_);
}

double RunningPairs::half_width(RelativeForm form, double quantile) const {
  constexpr double none = std::numeric_limits<double>::infinity();
  if (count_ < 2) return none;
  const auto n = static_cast<double>(count_);
  // The denominator x is a, or b = a + d.
  const bool over_a = form == RelativeForm::overhead;
  const double mean_x = over_a ? mean_a_ : mean_a_ + mean_d_;
  const double sum_xx = over_a ? sum_aa_ : sum_aa_ + 2.0 * sum_ad_ + sum_dd_;
  const double sum_dx = over_a ? sum_ad_ : sum_ad_ + sum_dd_;
  const auto error = [&](double sum) { return std::sqrt(std::max(0.0, sum) / (n - 1.0) / n); };
  if (!(mean_x - quantile * error(sum_xx) > 0.0)) return none;
  const double ratio = mean_d_ / mean_x;
  return quantile * error(sum_dd_ - 2.0 * ratio * sum_dx + ratio * ratio * sum_xx) / mean_x;
}

}  // namespace bacelab
