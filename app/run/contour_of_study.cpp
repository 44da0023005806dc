#include "app/run/contour_of_study.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "analysis/sensitivity/output_expression.hpp"
#include "core/errors.hpp"
#include "core/no_value.hpp"
#include "core/registry.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/box/contour.hpp"
#include "mpi_runner/rounds/target_queue.hpp"

namespace bacelab {
namespace {

OutputExpression output_of(const StudyFile& file) {
  const ContourTarget& target = *file.design().contour();
  try {
    return parse_output(target.output);
  } catch (const InputError& error) {
    throw InputError(fmt::format("design.output: {}", error.what()));
  }
}

PairForm form_of(OutputForm form) {
  switch (form) {
    case OutputForm::overhead:
      return PairForm::overhead;
    case OutputForm::reduction:
      return PairForm::reduction;
    case OutputForm::mean:
    case OutputForm::difference:
      return PairForm::difference;
  }
  return PairForm::difference;
}

/// The numbers of the policy under test and of the baseline; a mean has one.
std::vector<RunValue> values_of(const StudyFile& file) {
  const OutputExpression output = output_of(file);
  std::vector<std::string> policies;
  for (const PolicySpec& spec : file.at(0).policies) policies.push_back(spec.name);
  const auto number = [&](const std::string& name, const std::vector<std::string>& known,
                          const char* kind) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    throw InputError(fmt::format("design.output = \"{}\": the study has no {} '{}'{}; allowed: {}",
                                 file.design().contour()->output, kind, name,
                                 did_you_mean(name, known), fmt::join(known, ", ")));
  };
  const std::size_t metric = number(output.metric, metric_registry().names(), "metric");
  const bool has_bace = std::find(policies.begin(), policies.end(), "bace") != policies.end();
  const std::string tested = !output.policy.empty() ? output.policy
                             : has_bace             ? "bace"
                                                    : policies.front();
  std::vector<RunValue> values = {{number(tested, policies, "policy"), metric}};
  if (output.baseline.empty()) return values;
  values.push_back({number(output.baseline, policies, "policy"), metric});
  if (values[0].policy != values[1].policy) return values;
  throw InputError(fmt::format("design.output = \"{}\": {} is compared with itself",
                               file.design().contour()->output, tested));
}

class ContourOfStudy final : public StudyRule {
 public:
  explicit ContourOfStudy(const ContourSearch& search) : search_(search), rule_(search) {}

  [[nodiscard]] const std::vector<std::size_t>& targets() const override { return rule_.targets(); }
  void add(std::size_t point, std::span<const double> values) override {
    if (values.size() == 1) {
      rule_.add(point, 0.0, values[0]);
    } else {
      rule_.add(point, values[0], values[1]);
    }
  }
  [[nodiscard]] std::size_t most_worlds() const override { return search_.most_worlds; }
  bool advance() override { return rule_.advance(); }

  [[nodiscard]] PrecisionOutcome outcome() const override {
    PrecisionOutcome outcome;
    for (std::size_t point = 0; point < rule_.targets().size(); ++point) {
      PointPrecision& end = outcome.emplace_back();
      end.replications = static_cast<std::int64_t>(rule_.targets()[point]);
      end.reason = reason(point);
      end.contour = PointContour{rule_.side(point), no_value, no_value};
      if (end.replications == 0) continue;
      end.contour->value = rule_.value(point);
      end.contour->half_width = rule_.half_width(point);
    }
    return outcome;
  }

 private:
  [[nodiscard]] StopReason reason(std::size_t point) const {
    switch (rule_.side(point)) {
      case Side::closed:
        return StopReason::not_needed;
      case Side::in_doubt:
        return rule_.targets()[point] < search_.maximum ? StopReason::runs_spent
                                                        : StopReason::maximum_reached;
      case Side::below:
      case Side::above:
      case Side::on:
        return StopReason::side_known;
    }
    return StopReason::side_known;
  }

  ContourSearch search_;
  ContourRule rule_;
};

class ContourRounds final : public RoundsRule {
 public:
  explicit ContourRounds(const StudyFile& file)
      : search_(contour_search(file)), values_(values_of(file)) {}

  [[nodiscard]] const std::vector<RunValue>& values() const override { return values_; }
  [[nodiscard]] std::unique_ptr<Rounds> begin(const StudyBox& box, const Workers& workers,
                                              const WorldSet& found) const override {
    return std::make_unique<TargetQueue>(box, workers, std::make_unique<ContourOfStudy>(search_),
                                         found);
  }

 private:
  ContourSearch search_;
  std::vector<RunValue> values_;
};

}  // namespace

ContourSearch contour_search(const StudyFile& file) {
  const ContourTarget& target = *file.design().contour();
  ContourSearch search;
  search.resolution = target.resolution;
  search.form = form_of(output_of(file).form);
  search.level = target.level;
  search.confidence = target.confidence;
  search.maximum = file.replications();
  search.minimum = std::min(target.minimum, search.maximum);
  search.most_worlds = static_cast<std::size_t>(
      std::floor(target.most_of_grid * static_cast<double>(file.box().worlds())));
  const std::size_t first = ContourRule::first_points * search.minimum;
  if (first > search.most_worlds) {
    throw InputError(
        fmt::format("design.most_of_grid = {:g}: that is {} worlds, and the first points take {}; "
                    "allowed: more "
                    "replications, a higher resolution, or a smaller design.minimum",
                    target.most_of_grid, search.most_worlds, first));
  }
  return search;
}

std::unique_ptr<RoundsRule> contour_of_study(const StudyFile& file) {
  return std::make_unique<ContourRounds>(file);
}

}  // namespace bacelab
