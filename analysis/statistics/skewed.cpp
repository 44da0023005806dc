#include "analysis/statistics/skewed.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/paired.hpp"
#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

/// Has an estimate an interval of positive width?
bool has_width(const Estimate& estimate) {
  return estimate.interval.has_value() && estimate.interval.value().half_width() > 0.0;
}

/// By how much of the mean of a form's residuals the form moves: 1 / mean(x).
double slope(PairForm form, double mean_a, double mean_b) {
  if (form == PairForm::difference) return 1.0;
  return 1.0 / (form == PairForm::overhead ? mean_a : mean_b);
}

/// The factors of a and b in the residuals of a form that has this value: b - (1 + r) a for the
/// overhead r, (1 - r) b - a for the reduction.
std::pair<double, double> residual_factors(PairForm form, double value) {
  switch (form) {
    case PairForm::difference:
      return {-1.0, 1.0};
    case PairForm::overhead:
      return {-(1.0 + value), 1.0};
    case PairForm::reduction:
      return {-1.0, 1.0 - value};
  }
  throw std::logic_error("there is no such form of a pair");
}

std::vector<double> residuals(PairForm form, double value, std::span<const double> a,
                              std::span<const double> b) {
  const auto [of_a, of_b] = residual_factors(form, value);
  std::vector<double> list(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) list[i] = of_a * a[i] + of_b * b[i];
  return list;
}

/// mean((x - mean)^3) / s^3; `x` varies.
double skewness(std::span<const double> x) {
  const double mean = sample_mean(x);
  const double s = std::sqrt(sample_variance(x));
  CompensatedSum cubes;
  for (const double value : x) {
    const double z = (value - mean) / s;
    cubes.add(z * z * z);
  }
  return cubes.divided_by(static_cast<double>(x.size()));
}

double cube_root(double x) { return std::copysign(arithmetic::pow(std::abs(x), 1.0 / 3.0), x); }

/// The T with T + g T^2 / 3 + g^2 T^3 / 27 + g / 6 = t, which is ((1 + g T / 3)^3 - 1) / g + g / 6.
double hall_inverse(double g, double t) {
  const double y = t - g / 6.0;
  const double root = cube_root(1.0 + g * y);
  // root - 1 = g y / (root^2 + root + 1), without cancellation and for g = 0.
  return 3.0 * y / (root * root + root + 1.0);
}

}  // namespace

Estimate johnson_estimate(PairForm form, std::span<const double> a, std::span<const double> b,
                          double confidence) {
  Estimate estimate = delta_estimate(form, a, b, confidence);
  if (!has_width(estimate)) return estimate;
  const double value = estimate.value.value();
  const std::vector<double> x = residuals(form, value, a, b);
  const auto n = static_cast<double>(x.size());
  const double g = skewness(x) / std::sqrt(n);
  const double error = standard_error_of_mean(x) * slope(form, sample_mean(a), sample_mean(b));
  const double t = student_quantile(confidence, x.size() - 1);
  estimate.interval =
      Interval{value - error * hall_inverse(g, t), value - error * hall_inverse(g, -t)};
  return estimate;
}

ResampledMoments resampled_moments(std::span<const double> a, std::span<const double> b,
                                   const Bootstrap& bootstrap) {
  require_pairs(a, b);
  const double mean_a = sample_mean(a);
  const double mean_b = sample_mean(b);
  std::vector<std::vector<double>> columns(5, std::vector<double>(a.size()));
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = a[i] - mean_a;
    const double y = b[i] - mean_b;
    const double of_pair[] = {x, y, x * x, x * y, y * y};
    for (std::size_t c = 0; c < columns.size(); ++c) columns[c][i] = of_pair[c];
  }
  auto means = resampled_means(std::vector<std::span<const double>>(columns.begin(), columns.end()),
                               bootstrap);
  return {std::move(means[0]), std::move(means[1]), std::move(means[2]), std::move(means[3]),
          std::move(means[4])};
}

Estimate bootstrap_t_estimate(PairForm form, std::span<const double> a, std::span<const double> b,
                              const ResampledMoments& moments, double confidence) {
  Estimate estimate = delta_estimate(form, a, b, confidence);
  if (!has_width(estimate)) return estimate;
  const double value = estimate.value.value();
  const double mean_a = sample_mean(a);
  const double mean_b = sample_mean(b);
  const double spread = sample_variance(residuals(form, value, a, b));
  const auto n = static_cast<double>(a.size());
  std::vector<double> studentised(moments.a.size());
  for (std::size_t r = 0; r < studentised.size(); ++r) {
    const double resampled_a = mean_a + moments.a[r];
    const double resampled_b = mean_b + moments.b[r];
    const double of_unit = slope(form, resampled_a, resampled_b);
    const double resampled = value_of(form, resampled_a, resampled_b);
    const auto [f, g] = residual_factors(form, resampled);
    const double mean = f * moments.a[r] + g * moments.b[r];
    const double variance =
        f * f * moments.aa[r] + 2.0 * f * g * moments.ab[r] + g * g * moments.bb[r] - mean * mean;
    // Equal rows leave nothing but the rounding of the sums.
    constexpr double rounding = 1e-12;
    if (!(of_unit > 0.0) || !std::isfinite(of_unit) || !(variance > rounding * spread)) {
      estimate.interval = Undefined{
          "a resample has no spread, or a denominator that is not positive; there are too few "
          "different pairs for a bootstrap-t interval"};
      return estimate;
    }
    studentised[r] = (resampled - value) / (of_unit * std::sqrt(variance / (n - 1.0)));
  }
  const Interval quantiles = percentile_interval(std::move(studentised), confidence);
  const double error = slope(form, mean_a, mean_b) * std::sqrt(spread / n);
  estimate.interval = Interval{value - quantiles.upper * error, value - quantiles.lower * error};
  return estimate;
}

}  // namespace bacelab
