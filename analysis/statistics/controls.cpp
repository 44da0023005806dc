#include "analysis/statistics/controls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"

namespace bacelab {
namespace {

double product(std::span<const double> x, std::span<const double> y) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < x.size(); ++i) sum.add(x[i] * y[i]);
  return sum.total();
}

std::vector<double> deviations(std::span<const double> x) {
  const double mean = sample_mean(x);
  std::vector<double> result(x.begin(), x.end());
  for (double& value : result) value -= mean;
  return result;
}

}  // namespace

ControlVariates::ControlVariates(std::span<const Control> controls, std::size_t ran,
                                 std::size_t drawn)
    : ran_(ran), drawn_(drawn) {
  if (ran < 2 || drawn < ran) {
    throw std::invalid_argument("controls need two worlds that ran, of those that were drawn");
  }
  for (const Control& control : controls) {
    if (control.values.size() != ran) {
      throw std::invalid_argument("a control needs one value for each world that ran");
    }
    add(control);
  }
}

void ControlVariates::add(const Control& control) {
  const auto is_finite = [](double value) { return std::isfinite(value); };
  if (!std::isfinite(control.mean) ||
      !std::all_of(control.values.begin(), control.values.end(), is_finite)) {
    unused_.push_back({control.name, "undefined"});
    return;
  }
  // What is left of a control beyond the earlier ones is rounding below this part of its spread.
  constexpr double rounding = 1e-6;
  std::vector<double> rest = deviations(control.values);
  double shift = control.mean - sample_mean(control.values);
  const double spread = std::sqrt(product(rest, rest));
  const double size = std::abs(sample_mean(control.values)) * std::sqrt(static_cast<double>(ran_));
  if (spread <= 1e-12 * size || spread == 0.0) {
    unused_.push_back({control.name, "constant"});
    return;
  }
  // Twice, so that the basis is orthogonal to the last digits.
  for (int pass = 0; pass < 2; ++pass) {
    for (std::size_t k = 0; k < basis_.size(); ++k) {
      const double part = product(basis_[k], rest);
      for (std::size_t i = 0; i < rest.size(); ++i) rest[i] -= part * basis_[k][i];
      shift -= part * shift_[k];
    }
  }
  const double length = std::sqrt(product(rest, rest));
  if (length <= rounding * spread) {
    unused_.push_back({control.name, "a combination of others"});
    return;
  }
  for (double& value : rest) value /= length;
  used_.push_back(control.name);
  basis_.push_back(std::move(rest));
  shift_.push_back(shift / length);
}

std::size_t ControlVariates::fewest_worlds() const {
  return std::max<std::size_t>(100, 10 * (used_.size() + 1));
}

ControlledMean ControlVariates::mean(std::span<const double> y, double confidence) const {
  require_confidence(confidence);
  require_finite(y, "policy");
  if (y.size() != ran_) throw std::invalid_argument("controls are those of other worlds");
  if (y.size() < fewest_worlds()) {
    const std::string reason = fmt::format("{} worlds are too few for {} controls; {} are needed",
                                           y.size(), used_.size(), fewest_worlds());
    return {Estimate::undefined(reason), Undefined{reason}};
  }
  const auto n = static_cast<double>(y.size());
  std::vector<double> residuals = deviations(y);
  const double spread = product(residuals, residuals);
  std::vector<double> weights(y.size(), 1.0 / n);
  std::vector<double> leverages(y.size(), 1.0 / n);
  double mean = sample_mean(y);
  double explained = 0.0;
  for (std::size_t k = 0; k < basis_.size(); ++k) {
    const double coefficient = product(basis_[k], residuals);
    mean += coefficient * shift_[k];
    explained += coefficient * coefficient;
    for (std::size_t i = 0; i < y.size(); ++i) {
      residuals[i] -= coefficient * basis_[k][i];
      weights[i] += shift_[k] * basis_[k][i];
      leverages[i] += basis_[k][i] * basis_[k][i];
    }
  }
  CompensatedSum variance;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double weighted = weights[i] * residuals[i];
    // A world with a value of its own in a control leaves no residual to judge by.
    const double left = 1.0 - leverages[i];
    if (left > 0.0) variance.add(weighted * weighted / (left * left));
  }
  variance.add(explained / (n - 1.0) / static_cast<double>(drawn_));
  const double total = variance.total();
  const Interval interval =
      student_interval(mean, std::sqrt(total), y.size() - used_.size(), confidence);
  if (!(total > 0.0)) return {{mean, interval}, Undefined{"the values don't vary"}};
  return {{mean, interval}, spread / (n - 1.0) / total};
}

}  // namespace bacelab
