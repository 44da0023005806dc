#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <variant>
#include <vector>

#include "experiments/study/design/design_types.hpp"

namespace bacelab {
namespace {

constexpr std::int64_t smallest = 5;
constexpr std::int64_t largest = 513;

void require_two_ranges(const DesignRequest& request) {
  if (request.factors.size() != 2) {
    request.section.fail(
        "type",
        fmt::format(
            "a contour is a line in the plane of two factors, and there {}",
            request.factors.size() == 1 ? "is 1" : fmt::format("are {}", request.factors.size())),
        "two tables [design.factors.NAME]");
  }
  for (const FactorPlan& plan : request.factors) {
    if (plan.has_range()) continue;
    plan.section.fail(plan.section.has("names") ? "names" : "values",
                      "a contour needs factors that vary continuously",
                      "low and high, and scale = \"log\" if need be");
  }
}

std::size_t read_resolution(const ConfigSection& section) {
  const std::int64_t resolution = section.integer(
      "resolution", 33,
      Bounds::between(static_cast<double>(smallest), static_cast<double>(largest)),
      "Points along each side of the lattice on which the contour is known: 2^i + 1");
  const auto cells = static_cast<std::uint64_t>(resolution - 1);
  if (std::has_single_bit(cells)) return static_cast<std::size_t>(resolution);
  section.fail("resolution", "cells are halved until they have the width of the lattice",
               fmt::format("a power of two plus one, such as {} or {}", std::bit_floor(cells) + 1,
                           std::bit_ceil(cells) + 1));
}

/// Whole numbers may be too few for the lattice.
void require_distinct(const ConfigSection& section, const Factor& factor, std::size_t resolution) {
  std::vector<double> values = std::get<std::vector<double>>(factor.values);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.size() == resolution) return;
  section.fail("resolution",
               fmt::format("{} takes only {} different values", factor.name, values.size()),
               "a smaller one, or a factor that is no whole number");
}

}  // namespace

DesignPoints make_contour(const DesignRequest& request) {
  require_two_ranges(request);
  ContourTarget target;
  target.output = request.section.required_text(
      "output", "The output whose contour is looked for: METRIC, or FORM(METRIC, BASELINE)");
  target.level = request.section.number("level", target.level, Bounds::any(),
                                        "The output on the contour, in its unit");
  target.resolution = read_resolution(request.section);
  target.confidence = request.section.number("confidence", target.confidence, Bounds::open(0, 1),
                                             "Confidence of the side on which a point is");
  target.minimum = static_cast<std::size_t>(
      request.section.integer("minimum", static_cast<std::int64_t>(target.minimum),
                              Bounds::at_least(5), "Replications of a point that is opened"));
  target.most_of_grid =
      request.section.number("most_of_grid", target.most_of_grid, Bounds::between(0.01, 1),
                             "Runs at most, as a share of those of a full grid of this resolution");
  const std::size_t n = target.resolution;
  std::vector<double> first;
  std::vector<double> second;
  for (std::size_t row = 0; row < n; ++row) {
    for (std::size_t column = 0; column < n; ++column) {
      first.push_back(static_cast<double>(row) / static_cast<double>(n - 1));
      second.push_back(static_cast<double>(column) / static_cast<double>(n - 1));
    }
  }
  DesignPoints points;
  points.factors = {at_places(request.factors[0], first), at_places(request.factors[1], second)};
  for (const Factor& factor : points.factors) require_distinct(request.section, factor, n);
  points.numbers = {{"resolution", static_cast<std::int64_t>(n)}};
  points.contour = target;
  return points;
}

}  // namespace bacelab
