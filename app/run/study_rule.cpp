#include "app/run/study_rule.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "analysis/precision/precision_rule.hpp"
#include "core/simulation/metrics.hpp"

namespace bacelab {
namespace {

/// One point, as the statistics see it.
class PrecisionOfPoint final : public PointRule {
 public:
  explicit PrecisionOfPoint(const PrecisionTarget& target) : rule_(target) {}

  void add(std::span<const double> values) override { rule_.add(values); }
  [[nodiscard]] Look look() const override {
    const PrecisionLook look = rule_.look();
    return {look.reached, look.widest, look.half_width_points, look.expected_pairs};
  }

 private:
  PrecisionRule rule_;
};

std::size_t metric_index(const std::string& name) {
  return metric_registry().index_of(name, "metric");
}

class PrecisionOfStudy final : public StoppingRule {
 public:
  PrecisionOfStudy(PrecisionTarget target, const std::vector<PolicySpec>& policies)
      : target_(std::move(target)), comparisons_(comparison_names(target_)) {
    const auto policy_index = [&](const std::string& name) {
      const auto found = std::find_if(policies.begin(), policies.end(),
                                      [&](const PolicySpec& spec) { return spec.name == name; });
      return static_cast<std::size_t>(found - policies.begin());
    };
    for (const std::string& metric : target_.metrics) {
      values_.push_back({policy_index(target_.policy), metric_index(metric)});
      for (const std::string& baseline : target_.baselines) {
        values_.push_back({policy_index(baseline), metric_index(metric)});
      }
    }
  }

  [[nodiscard]] const std::vector<RunValue>& values() const override { return values_; }
  [[nodiscard]] const std::vector<std::string>& comparisons() const override {
    return comparisons_;
  }
  [[nodiscard]] std::size_t minimum() const override { return target_.minimum; }
  [[nodiscard]] std::size_t step() const override { return target_.step; }
  [[nodiscard]] std::unique_ptr<PointRule> begin() const override {
    return std::make_unique<PrecisionOfPoint>(target_);
  }

 private:
  PrecisionTarget target_;
  std::vector<std::string> comparisons_;
  std::vector<RunValue> values_;
};

}  // namespace

std::unique_ptr<StoppingRule> study_rule(const StudyFile& file) {
  if (!file.precision()) return nullptr;
  return std::make_unique<PrecisionOfStudy>(*file.precision(), file.at(0).policies);
}

}  // namespace bacelab
