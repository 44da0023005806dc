#pragma once

#include <string>

namespace bacelab {

/// The unit in which a column is shown to people; files keep the unit of the metric.
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
