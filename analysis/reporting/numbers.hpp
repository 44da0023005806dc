#pragma once

#include <string>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

// Numbers as tables show them: rounded, always with a point, never a "-0.0".

/// Four significant digits or all of the integer part: 12.34, 0.001234, 123456; with an exponent
/// below 0.001 and from 10^7 on.
[[nodiscard]] std::string number_text(double x);

/// An estimate in a display unit, "2.860 [2.510, 3.200]"; all three numbers have as many decimals
/// as the largest needs for four digits. Without an interval "2.860", without a value "-".
[[nodiscard]] std::string estimate_text(const Estimate& estimate, double divisor);

/// A fraction in percent with one decimal, "23.2 [20.1, 26.3]".
[[nodiscard]] std::string percent_text(const Estimate& fraction);

/// An estimate of a pure number of the order of 1 with three decimals, "0.312 [0.300, 0.324]".
[[nodiscard]] std::string three_decimals_text(const Estimate& estimate);

/// A p-value with three decimals; "<0.001" below that, "-" without one.
[[nodiscard]] std::string p_value_text(const ValueOrReason<double>& p_value);

/// A factor with one decimal; "-" without one.
[[nodiscard]] std::string factor_text(const ValueOrReason<double>& factor);

/// A fraction as a percentage with as few digits as it needs: 0.95 is "95 %".
[[nodiscard]] std::string confidence_text(double confidence);

/// The unit in which a column is displayed; files keep the unit of the metric.
struct DisplayUnit {
  /// Empty for pure numbers.
  std::string name;
  /// Shown value = value / divisor.
  double divisor = 1.0;

  /// The name as it follows a column's title or a number: " [h]", or nothing.
  [[nodiscard]] std::string bracketed() const { return name.empty() ? "" : " [" + name + "]"; }
};

/// A readable unit for values of `unit` that go up to `largest` in magnitude: seconds from two
/// hours on become h, also in products such as "GPU s"; bytes from 10^9 on become GB. All others
/// stay as they are.
[[nodiscard]] DisplayUnit display_unit(const std::string& unit, double largest);

}  // namespace bacelab
