#include "analysis/reporting/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

constexpr double smallest_fixed = 1e-3;
constexpr double exponent_from = 1e7;
constexpr const char* missing = "-";

/// Without the sign of a number that was rounded to zero.
std::string without_negative_zero(const std::string& text) {
  const bool is_zero = text.find_first_not_of("-0.") == std::string::npos;
  return is_zero && text.starts_with('-') ? text.substr(1) : text;
}

std::string fixed_text(double x, int decimals) {
  if (std::abs(x) >= exponent_from) return fmt::format("{:.2e}", x);
  return without_negative_zero(fmt::format("{:.{}f}", x, decimals));
}

/// Decimals that show four digits of a number of this magnitude.
int decimals_for(double magnitude) {
  if (magnitude == 0.0) return 0;
  return std::clamp(3 - static_cast<int>(std::floor(arithmetic::log10(magnitude))), 0, 6);
}

double largest_magnitude(double value, const Interval& interval) {
  return std::max({std::abs(value), std::abs(interval.lower), std::abs(interval.upper)});
}

template <class ToText>
std::string with_interval(double value, const Interval& interval, double divisor, ToText to_text) {
  return fmt::format("{} [{}, {}]", to_text(value / divisor), to_text(interval.lower / divisor),
                     to_text(interval.upper / divisor));
}

std::string percent_number(double fraction) {
  const double percent = 100.0 * fraction;
  if (std::abs(percent) >= 1e4) return fmt::format("{:.1e}", percent);
  return fixed_text(percent, 1);
}

}  // namespace

std::string number_text(double x) {
  const double magnitude = std::abs(x);
  if (magnitude != 0.0 && magnitude < smallest_fixed) return fmt::format("{:.2e}", x);
  return fixed_text(x, decimals_for(magnitude));
}

std::string estimate_text(const Estimate& estimate, double divisor) {
  if (!estimate.value.has_value()) return missing;
  const double value = estimate.value.value();
  if (!estimate.interval.has_value()) return number_text(value / divisor);
  const Interval& interval = estimate.interval.value();
  const double largest = largest_magnitude(value, interval) / divisor;
  if (largest < smallest_fixed) return with_interval(value, interval, divisor, number_text);
  const int decimals = decimals_for(largest);
  return with_interval(value, interval, divisor,
                       [decimals](double x) { return fixed_text(x, decimals); });
}

std::string percent_text(const Estimate& fraction) {
  if (!fraction.value.has_value()) return missing;
  const double value = fraction.value.value();
  if (!fraction.interval.has_value()) return percent_number(value);
  return with_interval(value, fraction.interval.value(), 1.0, percent_number);
}

std::string three_decimals_text(const Estimate& estimate) {
  if (!estimate.value.has_value()) return missing;
  const auto to_text = [](double x) { return without_negative_zero(fmt::format("{:.3f}", x)); };
  const double value = estimate.value.value();
  if (!estimate.interval.has_value()) return to_text(value);
  return with_interval(value, estimate.interval.value(), 1.0, to_text);
}

std::string p_value_text(const ValueOrReason<double>& p_value) {
  if (!p_value.has_value()) return missing;
  return p_value.value() < 0.001 ? "<0.001" : fmt::format("{:.3f}", p_value.value());
}

std::string factor_text(const ValueOrReason<double>& factor) {
  if (!factor.has_value()) return missing;
  return factor.value() >= 1e5 ? fmt::format("{:.1e}", factor.value())
                               : fmt::format("{:.1f}", factor.value());
}

std::string confidence_text(double confidence) { return fmt::format("{:g} %", 100.0 * confidence); }

namespace {

struct Scale {
  std::string_view unit;
  double from;
  std::string_view larger_unit;
  double divisor;
};

constexpr std::array scales{Scale{"s", 7200.0, "h", 3600.0}, Scale{"B", 1e9, "GB", 1e9}};

/// "GPU s" is "GPU " and "s".
std::size_t start_of_last_factor(const std::string& unit) {
  const auto space = unit.rfind(' ');
  return space == std::string::npos ? 0 : space + 1;
}

}  // namespace

DisplayUnit display_unit(const std::string& unit, double largest) {
  if (unit == "1") return {"", 1.0};
  const std::size_t start = start_of_last_factor(unit);
  const std::string_view last_factor = std::string_view(unit).substr(start);
  for (const Scale& scale : scales) {
    if (last_factor != scale.unit || largest < scale.from) continue;
    return {unit.substr(0, start) + std::string(scale.larger_unit), scale.divisor};
  }
  return {unit, 1.0};
}

}  // namespace bacelab
