#include "analysis/figures/ticks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

constexpr double largest_fixed_tick = 1e6;
constexpr double smallest_fixed_step = 1e-4;

/// 10 to a whole power, without the rounding of pow().
double power_of_ten(int exponent) {
  double power = 1.0;
  for (int i = 0; i < std::abs(exponent); ++i) power *= 10.0;
  return exponent < 0 ? 1.0 / power : power;
}

int exponent_of(double x) { return static_cast<int>(std::floor(arithmetic::log10(x) + 1e-9)); }

/// Multiples of a step, which is 1, 2 or 5 times a power of ten.
std::vector<Tick> multiples(const AxisRange& range, double factor, int exponent) {
  const auto value_of = [&](double i) {
    // Division by a power of ten rounds once: 0.3, not 3 * 0.1.
    return exponent < 0 ? i * factor / power_of_ten(-exponent)
                        : i * factor * power_of_ten(exponent);
  };
  const double step = value_of(1.0);
  const double largest = std::max(std::abs(range.low), std::abs(range.high));
  const bool fixed = largest < largest_fixed_tick && step >= smallest_fixed_step;
  const double slack = 1e-9;
  std::vector<Tick> ticks;
  for (double i = std::ceil(range.low / step - slack); i <= std::floor(range.high / step + slack);
       ++i) {
    const double value = value_of(i) + 0.0;  // no -0
    ticks.push_back({value, fixed ? fmt::format("{:.{}f}", value, std::max(0, -exponent))
                                  : fmt::format("{:g}", value)});
  }
  return ticks;
}

std::vector<Tick> linear_ticks(const AxisRange& range, std::size_t most) {
  constexpr std::array factors = {1.0, 2.0, 5.0};
  const double length = range.high - range.low;
  for (int exponent = exponent_of(length) - 2;; ++exponent) {
    for (const double factor : factors) {
      // More cannot be wanted, and would take long to make.
      if (length / (factor * power_of_ten(exponent)) > static_cast<double>(most) + 1.0) continue;
      std::vector<Tick> ticks = multiples(range, factor, exponent);
      if (ticks.size() <= most) return ticks;
    }
  }
}

/// Some multiples of every `apart`-th power of ten.
std::vector<Tick> logarithmic(const AxisRange& range, const std::vector<double>& factors,
                              int apart) {
  std::vector<Tick> ticks;
  for (int exponent = exponent_of(range.low) - 1; exponent <= exponent_of(range.high) + 1;
       ++exponent) {
    if (exponent % apart != 0) continue;
    for (const double factor : factors) {
      const double value =
          exponent < 0 ? factor / power_of_ten(-exponent) : factor * power_of_ten(exponent);
      if (value < range.low * (1 - 1e-9) || value > range.high * (1 + 1e-9)) continue;
      ticks.push_back({value, fmt::format("{:g}", value)});
    }
  }
  return ticks;
}

std::vector<Tick> logarithmic_ticks(const AxisRange& range, std::size_t most) {
  constexpr double most_linear = 5.0;  // from here on steps of equal size crowd at one end
  if (range.high / range.low < most_linear) return linear_ticks(range, most);
  for (const auto& factors : {std::vector{1.0, 2.0, 5.0}, std::vector{1.0, 3.0}}) {
    std::vector<Tick> ticks = logarithmic(range, factors, 1);
    if (ticks.size() <= most) return ticks;
  }
  for (int apart = 1;; ++apart) {
    std::vector<Tick> ticks = logarithmic(range, {1.0}, apart);
    if (ticks.size() <= most) return ticks;
  }
}

}  // namespace

std::vector<Tick> round_ticks(const AxisRange& range, AxisScale scale, std::size_t most) {
  const bool positive = range.low > 0.0 || scale == AxisScale::linear;
  if (!(range.low < range.high) || !std::isfinite(range.high - range.low) || !positive) {
    throw std::invalid_argument(
        fmt::format("an axis can't go from {} to {}", range.low, range.high));
  }
  most = std::max<std::size_t>(most, 2);
  return scale == AxisScale::linear ? linear_ticks(range, most) : logarithmic_ticks(range, most);
}

}  // namespace bacelab
