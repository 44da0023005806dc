#include "experiments/design/types/grid.hpp"

#include <cstddef>

namespace bacelab {
namespace {

/// Every element, `repeat` times in a row, again and again, `points` in all.
std::vector<std::size_t> spread(std::size_t elements, std::size_t repeat, std::size_t points) {
  std::vector<std::size_t> places;
  places.reserve(points);
  for (std::size_t point = 0; point < points; ++point) {
    places.push_back(point / repeat % elements);
  }
  return places;
}

}  // namespace

DesignPoints make_grid(const DesignRequest& request) {
  if (request.factors.empty()) request.section.fail("type", "a grid needs factors", "single");
  std::size_t points = 1;
  for (const FactorPlan& plan : request.factors) {
    if (plan.has_range()) {
      plan.section.fail("low", "a grid has no ranges", "a list of values or of names");
    }
    require_points(request.section, "factors", points, element_count(plan));
    points *= element_count(plan);
  }
  DesignPoints chosen;
  std::size_t repeat = points;
  for (const FactorPlan& plan : request.factors) {
    repeat /= element_count(plan);
    chosen.factors.push_back(at_elements(plan, spread(element_count(plan), repeat, points)));
  }
  return chosen;
}

}  // namespace bacelab
