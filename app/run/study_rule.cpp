#include "app/run/study_rule.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "analysis/precision/precision_rule.hpp"
#include "analysis/precision/selection_rule.hpp"
#include "app/run/contour_of_study.hpp"
#include "core/simulation/metrics.hpp"
#include "mpi_runner/rounds/round_queue.hpp"
#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab {
namespace {

/// One point, as the statistics see it.
class PrecisionOfPoint final : public PointRule {
 public:
  explicit PrecisionOfPoint(const PrecisionTarget& target) : rule_(target) {}

  void add(std::span<const double> values) override { rule_.add(values); }
  Look look() override {
    const PrecisionLook look = rule_.look();
    return {look.reached, look.widest, look.half_width_points, look.expected_pairs,
            StopReason::precision_reached};
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

/// The selection of the best policy at one point.
class SelectionAtPoint final : public PointRule {
 public:
  SelectionAtPoint(const SelectionTarget& target, Direction direction)
      : rule_(target, direction), policies_(target.policies.size()) {}

  void add(std::span<const double> values) override { rule_.add(values); }
  Look look() override {
    const bool reached = rule_.look();
    return {reached, 0, 0.0, rule_.expected_worlds(), reason()};
  }
  [[nodiscard]] bool is_enough(std::span<const double> values) const override {
    return rule_.is_enough(values);
  }
  [[nodiscard]] LeftOut left_out() const override {
    LeftOut left_out;
    for (std::size_t policy = 0; policy < policies_; ++policy) {
      if (!rule_.is_left(policy)) left_out.push_back(policy);
    }
    return left_out;
  }
  [[nodiscard]] std::optional<PointSelection> selection() const override {
    return rule_.selection();
  }

 private:
  [[nodiscard]] StopReason reason() const {
    const auto& ends = rule_.selection().policies;
    const bool any = std::any_of(ends.begin(), ends.end(), [](const PolicyEnd& end) {
      return end.verdict == Verdict::indifferent;
    });
    return any ? StopReason::indifferent : StopReason::best_selected;
  }

  SelectionRule rule_;
  std::size_t policies_;
};

class SelectionOfStudy final : public StoppingRule {
 public:
  explicit SelectionOfStudy(SelectionTarget target)
      : target_(std::move(target)), comparisons_{"best in " + target_.metric} {
    const std::size_t metric = metric_index(target_.metric);
    for (std::size_t policy = 0; policy < target_.policies.size(); ++policy) {
      values_.push_back({policy, metric});
    }
    direction_ = metric_registry()[metric].larger_is_better ? Direction::larger_is_better
                                                            : Direction::smaller_is_better;
  }

  [[nodiscard]] const std::vector<RunValue>& values() const override { return values_; }
  [[nodiscard]] const std::vector<std::string>& comparisons() const override {
    return comparisons_;
  }
  [[nodiscard]] bool drops_policies() const override { return true; }
  [[nodiscard]] std::size_t minimum() const override { return target_.minimum; }
  [[nodiscard]] std::size_t step() const override { return target_.step; }
  [[nodiscard]] std::unique_ptr<PointRule> begin() const override {
    return std::make_unique<SelectionAtPoint>(target_, direction_);
  }

 private:
  SelectionTarget target_;
  Direction direction_;
  std::vector<std::string> comparisons_;
  std::vector<RunValue> values_;
};

}  // namespace

std::unique_ptr<RoundsRule> study_rule(const StudyFile& file) {
  if (file.design().contour()) return contour_of_study(file);
  if (!file.precision()) return nullptr;
  if (const auto* selection = std::get_if<SelectionTarget>(&*file.precision())) {
    return std::make_unique<PointwiseRounds>(std::make_unique<SelectionOfStudy>(*selection));
  }
  return std::make_unique<PointwiseRounds>(std::make_unique<PrecisionOfStudy>(
      std::get<PrecisionTarget>(*file.precision()), file.at(0).policies));
}

}  // namespace bacelab
