#pragma once

#include <string>

#include "analysis/statistics/value_or_reason.hpp"

namespace bacelab {

/// A two-sided confidence interval [lower, upper], in the units of what is estimated.
struct Interval {
  double lower = 0.0;
  double upper = 0.0;

  /// Half the distance between the limits.
  [[nodiscard]] double half_width() const { return (upper - lower) / 2.0; }
  /// Does the closed interval hold `x`?
  [[nodiscard]] bool contains(double x) const { return lower <= x && x <= upper; }

  bool operator==(const Interval&) const = default;
};

/// A point estimate with its interval. Without a value there is no interval; a value may stand
/// alone, for one pair has no spread to make an interval from.
struct Estimate {
  ValueOrReason<double> value;
  ValueOrReason<Interval> interval;

  /// An estimate of which nothing is known.
  [[nodiscard]] static Estimate undefined(const std::string& reason) {
    return {Undefined{reason}, Undefined{reason}};
  }

  bool operator==(const Estimate&) const = default;
};

}  // namespace bacelab
