#include "analysis/sensitivity/design_layout.hpp"

#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <variant>

namespace bacelab {
namespace {

template <class Value>
const std::vector<Value>& column(const ResultsDescription& description, std::string_view name) {
  const DesignColumn* const found = description.design.column(name);
  if (found != nullptr) {
    if (const auto* values = std::get_if<std::vector<Value>>(&found->values)) return *values;
  }
  throw std::invalid_argument("the design has no column '" + std::string(name) + "'");
}

/// A column of whole numbers that are not negative.
std::vector<std::size_t> places(const ResultsDescription& description, std::string_view name) {
  const auto& values = column<std::int64_t>(description, name);
  return {values.begin(), values.end()};
}

}  // namespace

SaltelliLayout saltelli_layout(const ResultsDescription& description) {
  SaltelliLayout layout;
  layout.factors = description.factors.size();
  layout.second_order = description.design.number("second_order").value_or(0) != 0;
  layout.scramble = places(description, "scramble");
  layout.row = places(description, "row");
  layout.block = places(description, "block");
  return layout;
}

std::vector<MorrisStep> morris_steps(const ResultsDescription& description) {
  const auto& trajectory = column<std::int64_t>(description, "trajectory");
  const auto& changed = column<std::int64_t>(description, "changed");
  const auto& delta = column<double>(description, "delta");
  std::vector<MorrisStep> steps;
  for (std::size_t point = 0; point < trajectory.size(); ++point) {
    steps.push_back({trajectory[point], changed.at(point), delta.at(point)});
  }
  return steps;
}

std::vector<std::string> factor_names(const ResultsDescription& description) {
  std::vector<std::string> names;
  for (const Factor& factor : description.factors) names.push_back(factor.name);
  return names;
}

}  // namespace bacelab
