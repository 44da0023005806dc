#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analysis/figures/figure.hpp"
#include "analysis/reporting/numbers.hpp"
#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// Estimates as columns: values, and the limits of their intervals; NaN for what is missing.
class EstimateColumns {
 public:
  void add(const Estimate& estimate);

  /// The columns NAME, NAME_lower and NAME_upper.
  [[nodiscard]] std::vector<FigureColumn> columns(const std::string& name,
                                                  const std::string& unit) const;

  /// Is there any value?
  [[nodiscard]] bool any() const;

 private:
  std::vector<double> values_;
  std::vector<double> lower_;
  std::vector<double> upper_;
};

/// An axis of values of this unit, in the unit in which tables show the largest of them
/// (display_unit); fractions stay fractions.
[[nodiscard]] FigureAxis axis_of(std::string label, const std::string& unit, double largest);

/// An axis of relative forms, in percent.
[[nodiscard]] FigureAxis percent_axis(std::string label);

/// The largest magnitude, of numbers that may be NaN.
[[nodiscard]] double largest_magnitude(const std::vector<double>& values);

}  // namespace bacelab
