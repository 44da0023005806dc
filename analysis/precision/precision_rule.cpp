#include "analysis/precision/precision_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "analysis/statistics/intervals.hpp"
#include "core/no_value.hpp"

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

double RunningPairs::value(PairForm form) const {
  const double mean_b = mean_a_ + mean_d_;
  const double denominator = form == PairForm::overhead ? mean_a_ : mean_b;
  const bool is_relative = form != PairForm::difference;
  if (count_ == 0 || (is_relative && !(denominator > 0.0))) return no_value;
  return value_of(form, mean_a_, mean_b);
}

double RunningPairs::half_width(PairForm form, double quantile) const {
  constexpr double none = std::numeric_limits<double>::infinity();
  if (count_ < 2) return none;
  const auto n = static_cast<double>(count_);
  if (form == PairForm::difference) {
    return quantile * std::sqrt(std::max(0.0, sum_dd_) / (n - 1.0) / n);
  }
  // The denominator x is a, or b = a + d.
  const bool over_a = form == PairForm::overhead;
  const double mean_x = over_a ? mean_a_ : mean_a_ + mean_d_;
  const double sum_xx = over_a ? sum_aa_ : sum_aa_ + 2.0 * sum_ad_ + sum_dd_;
  const double sum_dx = over_a ? sum_ad_ : sum_ad_ + sum_dd_;
  const auto error = [&](double sum) { return std::sqrt(std::max(0.0, sum) / (n - 1.0) / n); };
  if (!(mean_x - quantile * error(sum_xx) > 0.0)) return none;
  const double ratio = mean_d_ / mean_x;
  return quantile * error(sum_dd_ - 2.0 * ratio * sum_dx + ratio * ratio * sum_xx) / mean_x;
}

PrecisionRule::PrecisionRule(const PrecisionTarget& target)
    : target_(target), comparisons_(target.metrics.size() * target.baselines.size()) {}

std::size_t PrecisionRule::values() const {
  return target_.metrics.size() * (1 + target_.baselines.size());
}

void PrecisionRule::add(std::span<const double> values) {
  if (values.size() != this->values()) {
    throw std::invalid_argument("these are not the values of a precision target");
  }
  const std::size_t baselines = target_.baselines.size();
  for (std::size_t metric = 0; metric < target_.metrics.size(); ++metric) {
    const auto of_metric = values.subspan(metric * (1 + baselines), 1 + baselines);
    for (std::size_t baseline = 0; baseline < baselines; ++baseline) {
      const double a = of_metric[0];
      const double b = of_metric[1 + baseline];
      if (std::isfinite(a) && std::isfinite(b)) {
        comparisons_[metric * baselines + baseline].add(a, b);
      }
    }
  }
}

PrecisionLook PrecisionRule::look() const {
  PrecisionLook look;
  look.reached = true;
  look.half_width_points = -1.0;
  std::map<std::size_t, double> quantiles;  // by the number of pairs
  for (std::size_t i = 0; i < comparisons_.size(); ++i) {
    const std::size_t pairs = comparisons_[i].count();
    if (pairs >= 2 && !quantiles.contains(pairs)) {
      quantiles[pairs] = student_quantile(target_.confidence, pairs - 1);
    }
    const double width = 100.0 * comparisons_[i].half_width(target_.form, quantiles[pairs]);
    // Only what is known to be narrow enough is.
    if (!(width <= target_.half_width_points) || pairs < target_.minimum) look.reached = false;
    if (width <= look.half_width_points) continue;
    look.half_width_points = width;
    look.widest = i;
    const double ratio = width / target_.half_width_points;
    look.expected_pairs = std::isfinite(width) ? static_cast<double>(pairs) * ratio * ratio : 0.0;
  }
  return look;
}

std::vector<std::string> comparison_names(const PrecisionTarget& target) {
  std::vector<std::string> names;
  for (const std::string& metric : target.metrics) {
    for (const std::string& baseline : target.baselines) {
      names.push_back(fmt::format("{} of {} in {}", name_of(target.form), baseline, metric));
    }
  }
  return names;
}

}  // namespace bacelab
