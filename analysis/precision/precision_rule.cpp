#include "analysis/precision/precision_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "analysis/statistics/student_t.hpp"

namespace bacelab {

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
      names.push_back(fmt::format("{} of {} in {}",
                                  relative_form_names.at(static_cast<std::size_t>(target.form)),
                                  baseline, metric));
    }
  }
  return names;
}

}  // namespace bacelab
