#include "analysis/matching/samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "analysis/sensitivity/point_outputs.hpp"
#include "analysis/statistics/moments.hpp"
#include "core/errors.hpp"

namespace bacelab {

std::size_t Samples::case_index(const std::string& name) const {
  const auto found = std::find(cases.begin(), cases.end(), name);
  return found == cases.end() ? 0 : static_cast<std::size_t>(found - cases.begin());
}

namespace {

/// Names that repeat themselves: those of the first round.
std::vector<std::string> first_round(const std::vector<std::string>& names) {
  const auto again = std::find(names.begin() + 1, names.end(), names.front());
  return {names.begin(), again};
}

Factor every(const Factor& factor, std::size_t step) {
  Factor some = factor;
  std::visit(
      [&](auto& values) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < values.size(); i += step) values[kept++] = values[i];
        values.resize(kept);
      },
      some.values);
  return some;
}

}  // namespace

Samples samples_of(const ResultsFile& file) {
  Samples samples;
  std::vector<Factor> factors = file.factors();
  const auto cases = std::find_if(factors.begin(), factors.end(),
                                  [](const Factor& factor) { return factor.name == case_factor; });
  if (cases != factors.end()) {
    samples.cases = first_round(std::get<std::vector<std::string>>(cases->values));
    factors.erase(cases);
  }
  const std::size_t step = samples.cases.empty() ? 1 : samples.cases.size();
  samples.count = file.points() / step;
  if (factors.empty() || samples.count < 2) {
    throw InputError(fmt::format(
        "{}: its study tries one set of assumptions, so there is nothing to match; give it a "
        "[design], such as an lhs over the factors that are not known",
        file.path().string()));
  }
  for (const Factor& factor : factors) samples.factors.push_back(every(factor, step));
  return samples;
}

namespace {

/// A value and each world's contribution to it.
struct Outcome {
  double value = 0.0;
  std::vector<double> residuals;
};

Outcome outcome_at(const PointOutputs& outputs, std::size_t point) {
  const auto begin =
      outputs.deviations.begin() + static_cast<std::ptrdiff_t>(point * outputs.replications);
  return {outputs.values[point],
          {begin, begin + static_cast<std::ptrdiff_t>(outputs.replications)}};
}

Outcome contrasted(const Outcome& a, const Outcome& b, CaseContrast contrast) {
  Outcome result = a;
  const bool is_ratio = contrast == CaseContrast::ratio;
  result.value = is_ratio ? a.value / b.value - 1.0 : a.value - b.value;
  for (std::size_t i = 0; i < result.residuals.size(); ++i) {
    result.residuals[i] = is_ratio
                              ? (a.residuals[i] - (result.value + 1.0) * b.residuals[i]) / b.value
                              : a.residuals[i] - b.residuals[i];
  }
  return result;
}

void require_positive(const ResultsFile& file, const Target& target, std::size_t point,
                      double value) {
  if (value > 0.0) return;
  throw InputError(fmt::format(
      "{}: targets.{} has no value at point {}: it is a ratio to {}; minus_case has one",
      file.path().string(), target.name, point, value));
}

}  // namespace

FigureValues figure_values(const ResultsFile& file, const Samples& samples, const Target& target,
                           const OutputExpression& output) {
  const PointOutputs outputs = point_outputs(file, output, Incomplete::drop, Kept::deviations);
  if (outputs.replications < 2) {
    throw InputError(fmt::format(
        "{}: one replication does not show how far a point may be off by chance; run it with more "
        "(--resume --set study.replications=30)",
        file.path().string()));
  }
  const std::size_t own = samples.case_index(target.case_name);
  const std::size_t other = samples.case_index(target.other_case);
  FigureValues figure = {.values = std::vector<double>(samples.count),
                         .variance = std::vector<double>(samples.count),
                         .complete = std::vector<char>(samples.count),
                         .worlds = outputs.replications};
  for (std::size_t sample = 0; sample < samples.count; ++sample) {
    const std::size_t point = samples.point(sample, own);
    const std::size_t other_point = samples.point(sample, other);
    const bool has_contrast = target.contrast != CaseContrast::none;
    if (outputs.complete[point] == 0 || (has_contrast && outputs.complete[other_point] == 0)) {
      continue;
    }
    Outcome outcome = outcome_at(outputs, point);
    if (has_contrast) {
      const Outcome against = outcome_at(outputs, other_point);
      if (target.contrast == CaseContrast::ratio) {
        require_positive(file, target, other_point, against.value);
      }
      outcome = contrasted(outcome, against, target.contrast);
    }
    figure.complete[sample] = 1;
    figure.values[sample] = outcome.value;
    figure.variance[sample] =
        sample_variance(outcome.residuals) / static_cast<double>(outcome.residuals.size());
  }
  return figure;
}

}  // namespace bacelab
