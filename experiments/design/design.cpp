#include "experiments/design/design.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <variant>

#include "experiments/design/design_type.hpp"

namespace bacelab {
namespace {

/// A whole number fits a key for integers as well as one for numbers.
ConfigScalar scalar(double value) {
  const bool whole = std::floor(value) == value && std::abs(value) < 1e15;
  return whole ? ConfigScalar(static_cast<std::int64_t>(value)) : ConfigScalar(value);
}
ConfigScalar scalar(const std::string& name) { return name; }

const DesignType& read_type(const ConfigSection& section) {
  const auto types = design_types();
  std::vector<std::string> names;
  std::string documentation;
  for (const DesignType& type : types) {
    names.emplace_back(type.name);
    documentation.append(documentation.empty() ? "" : "; ")
        .append(type.name)
        .append(": ")
        .append(type.description);
  }
  const std::string name = section.choice("type", types.front().name, names, documentation);
  return *std::find_if(types.begin(), types.end(),
                       [&](const DesignType& type) { return type.name == name; });
}

}  // namespace

Design::Design(std::vector<Factor> factors, std::vector<std::string> places,
               DesignDescription description)
    : factors_(std::move(factors)),
      places_(std::move(places)),
      description_(std::move(description)) {
  places_.resize(factors_.size());
  if (!factors_.empty()) points_ = value_count(factors_.front());
}

void Design::apply(std::size_t point, ConfigDocument& document) const {
  for (std::size_t i = 0; i < factors_.size(); ++i) set(i, point, document);
}

void Design::complete(ConfigDocument& document) const {
  for (std::size_t i = 0; i < factors_.size(); ++i) {
    if (!document.has(factors_[i].name)) set(i, 0, document);
  }
}

void Design::set(std::size_t factor, std::size_t point, ConfigDocument& document) const {
  std::visit(
      [&](const auto& list) {
        document.set_value(factors_[factor].name, scalar(list[point]), places_[factor]);
      },
      factors_[factor].values);
}

Design read_design(const ConfigSection& root) {
  const ConfigSection section = root.table("design", "Which values of which keys are tried");
  const DesignType& type = read_type(section);
  const std::vector<FactorPlan> plans = read_factor_plans(section);
  DesignPoints points = type.make({root, section, plans});
  std::vector<std::string> places;
  for (const FactorPlan& plan : plans) places.push_back(plan.place());
  return Design(std::move(points.factors), std::move(places),
                {std::string(type.name), std::move(points.numbers), std::move(points.columns)});
}

}  // namespace bacelab
