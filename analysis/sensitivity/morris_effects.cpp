#include "analysis/sensitivity/morris_effects.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"

namespace bacelab {
namespace {

constexpr const char* no_effects_reason = "no step changed the factor";
constexpr const char* one_effect_reason = "one trajectory shows no spread; two are needed";

/// Standard deviation (divisor n - 1) from the mean of squares about a centre and the distance of
/// the mean from it.
double deviation(double mean_square, double distance, double n) {
  return std::sqrt(std::max(0.0, mean_square - distance * distance) * n / (n - 1.0));
}

/// The standard deviation with one effect left out each; at least three effects.
std::vector<double> left_out(std::span<const double> d, std::span<const double> squares) {
  const auto n = static_cast<double>(d.size());
  const double mean_square = sample_mean(squares);
  std::vector<double> values(d.size());
  for (std::size_t i = 0; i < d.size(); ++i) {
    const double square = mean_square - (squares[i] - mean_square) / (n - 1.0);
    values[i] = deviation(square, -d[i] / (n - 1.0), n - 1.0);
  }
  return values;
}

Estimate sigma_estimate(std::span<const double> effects, double confidence,
                        const Bootstrap& bootstrap) {
  const double sigma = std::sqrt(sample_variance(effects));
  if (sigma == 0.0) return {0.0, Interval{0.0, 0.0}};
  if (effects.size() < 3) {
    return {sigma, Undefined{"an interval of sigma needs three trajectories"}};
  }
  const double mean = sample_mean(effects);
  std::vector<double> d(effects.begin(), effects.end());
  for (double& value : d) value -= mean;
  std::vector<double> squares = d;
  for (double& value : squares) value *= value;
  const std::vector<std::span<const double>> columns = {d, squares};
  const auto means = resampled_means(columns, bootstrap);
  std::vector<double> resampled(bootstrap.resamples);
  for (std::size_t i = 0; i < resampled.size(); ++i) {
    resampled[i] = deviation(means[1][i], means[0][i], static_cast<double>(d.size()));
  }
  return {sigma, bca_interval(sigma, std::move(resampled), left_out(d, squares), confidence)};
}

std::vector<double> magnitudes(std::span<const double> effects) {
  std::vector<double> result(effects.begin(), effects.end());
  for (double& value : result) value = std::abs(value);
  return result;
}

MorrisMeasures measures_of(std::span<const double> effects, double confidence,
                           const Bootstrap& bootstrap) {
  if (effects.empty()) {
    const Estimate none = Estimate::undefined(no_effects_reason);
    return {none, none, none, 0};
  }
  MorrisMeasures measures = {mean_estimate(effects, confidence),
                             mean_estimate(magnitudes(effects), confidence),
                             Estimate::undefined(one_effect_reason), effects.size()};
  if (effects.size() == 1) {
    measures.mu.interval = measures.mu_star.interval = Undefined{one_effect_reason};
  } else {
    measures.sigma = sigma_estimate(effects, confidence, bootstrap);
  }
  return measures;
}

}  // namespace

std::vector<std::vector<double>> elementary_effects(std::span<const double> outputs,
                                                    std::span<const MorrisStep> steps,
                                                    std::size_t factors) {
  if (outputs.size() != steps.size()) {
    throw std::invalid_argument("each point of a Morris design has one output");
  }
  require_finite(outputs, "output");
  std::vector<std::vector<double>> effects(factors);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const MorrisStep& step = steps[i];
    if (step.changed < 0) continue;
    if (i == 0 || steps[i - 1].trajectory != step.trajectory) {
      throw std::invalid_argument("a Morris trajectory begins with a start");
    }
    if (static_cast<std::size_t>(step.changed) >= factors) {
      throw std::invalid_argument("a step of a Morris design changes no known factor");
    }
    if (step.delta == 0.0) continue;
    effects[static_cast<std::size_t>(step.changed)].push_back((outputs[i] - outputs[i - 1]) /
                                                              step.delta);
  }
  return effects;
}

std::vector<ValueOrReason<double>> morris_values(std::span<const std::vector<double>> effects) {
  std::vector<ValueOrReason<double>> values;
  for (const auto& of_factor : effects) {
    if (of_factor.empty()) {
      values.insert(values.end(), 3, Undefined{no_effects_reason});
      continue;
    }
    values.emplace_back(sample_mean(of_factor));
    values.emplace_back(sample_mean(magnitudes(of_factor)));
    if (of_factor.size() == 1) {
      values.emplace_back(Undefined{one_effect_reason});
    } else {
      values.emplace_back(std::sqrt(sample_variance(of_factor)));
    }
  }
  return values;
}

std::vector<MorrisMeasures> morris_measures(std::span<const std::vector<double>> effects,
                                            double confidence, const Bootstrap& bootstrap) {
  require_confidence(confidence);
  std::vector<MorrisMeasures> measures;
  for (const auto& of_factor : effects) {
    require_finite(of_factor, "elementary effect");
    measures.push_back(measures_of(of_factor, confidence, bootstrap));
  }
  return measures;
}

}  // namespace bacelab
