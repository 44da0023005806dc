#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "experiments/study/design/design_types.hpp"

namespace bacelab {
namespace {

/// The values of a factor, which must lie in its range or its list.
std::vector<double> listed_numbers(const ConfigSection& points, const FactorPlan& plan) {
  const std::vector<double> values =
      points.numbers(plan.name, {}, Bounds::any(), "The values of the factor at the points");
  const auto* range = std::get_if<FactorRange>(&plan.domain);
  const auto* list = std::get_if<std::vector<double>>(&plan.domain);
  for (const double value : values) {
    if (range != nullptr && (value < range->low || value > range->high)) {
      points.fail(plan.name, fmt::format("{} is not in the range of the factor", value),
                  fmt::format("from {} to {}", range->low, range->high));
    }
    if (range != nullptr && range->whole && value != std::floor(value)) {
      points.fail(plan.name, fmt::format("{} is not a whole number", value), "whole numbers");
    }
    if (list != nullptr && std::find(list->begin(), list->end(), value) == list->end()) {
      points.fail(plan.name, fmt::format("{} is none of the values of the factor", value),
                  fmt::format("{}", fmt::join(*list, ", ")));
    }
  }
  return values;
}

std::vector<std::string> names_in(const FactorPlan& plan) {
  std::vector<std::size_t> all(element_count(plan));
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  return std::get<std::vector<std::string>>(at_elements(plan, all).values);
}

/// The factor with the values that the table lists.
Factor listed(const ConfigSection& points, const FactorPlan& plan) {
  Factor factor = at_quantiles(plan, {});
  if (std::holds_alternative<std::vector<double>>(factor.values)) {
    factor.values = listed_numbers(points, plan);
  } else {
    factor.values =
        points.choices(plan.name, {}, names_in(plan), "The values of the factor at the points");
  }
  return factor;
}

}  // namespace

DesignPoints make_points(const DesignRequest& request) {
  require_factors(request);
  const ConfigSection points = request.section.table("points", "The points that are tried");
  DesignPoints chosen;
  for (const FactorPlan& plan : request.factors) {
    chosen.factors.push_back(listed(points, plan));
    const std::size_t count = value_count(chosen.factors.back());
    if (count == 0) {
      points.fail(plan.name, "each factor needs its values at the points",
                  "a list of one value for each point");
    }
    if (count != value_count(chosen.factors.front())) {
      points.fail(plan.name,
                  fmt::format("lists {} points, and {} lists {}", count,
                              request.factors.front().name, value_count(chosen.factors.front())),
                  "lists of the same length");
    }
  }
  const std::size_t count = value_count(chosen.factors.front());
  require_points(request.section, "points", count, 1);
  chosen.numbers = {{"samples", static_cast<std::int64_t>(count)}};
  return chosen;
}

}  // namespace bacelab
