#include "analysis/figures/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bacelab {
namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace

void EstimateColumns::add(const Estimate& estimate) {
  const bool has_interval = estimate.interval.has_value();
  values_.push_back(estimate.value.has_value() ? estimate.value.value() : no_number);
  lower_.push_back(has_interval ? estimate.interval.value().lower : no_number);
  upper_.push_back(has_interval ? estimate.interval.value().upper : no_number);
}

std::vector<FigureColumn> EstimateColumns::columns(const std::string& name,
                                                   const std::string& unit) const {
  return {{name, unit, values_}, {name + "_lower", unit, lower_}, {name + "_upper", unit, upper_}};
}

bool EstimateColumns::any() const {
  return std::any_of(values_.begin(), values_.end(), [](double x) { return !std::isnan(x); });
}

FigureAxis axis_of(std::string label, const std::string& unit, double largest) {
  const DisplayUnit shown = display_unit(unit, largest);
  return {.label = std::move(label), .unit = shown.name, .divisor = shown.divisor};
}

FigureAxis percent_axis(std::string label) {
  return {.label = std::move(label), .unit = "%", .divisor = 0.01};
}

double largest_magnitude(const std::vector<double>& values) {
  double largest = 0.0;
  for (const double value : values) {
    if (std::abs(value) > largest) largest = std::abs(value);
  }
  return largest;
}

}  // namespace bacelab
