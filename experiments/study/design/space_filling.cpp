#include "experiments/study/design/design_types.hpp"

#include <fmt/format.h>

#include <cstddef>

#include "experiments/study/design/sampling/random_designs.hpp"
#include "experiments/study/design/sampling/sobol_sequence.hpp"

namespace bacelab {

DesignPoints make_single(const DesignRequest& request) {
  if (!request.factors.empty()) {
    request.section.fail("type", "factors need a design",
                         "grid, lhs, sobol, points, saltelli, morris");
  }
  return {};
}

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

DesignPoints make_lhs(const DesignRequest& request) {
  require_factors(request);
  const std::int64_t samples = request.section.integer("samples", 64, Bounds::between(2, 1'000'000),
                                                       "Points of the Latin hypercube");
  const SampleSeed seed = {read_design_seed(request)};
  DesignPoints points;
  for (const FactorPlan& plan : request.factors) {
    points.factors.push_back(at_quantiles(
        plan, latin_hypercube_coordinate(static_cast<std::size_t>(samples), seed, plan.key)));
  }
  points.numbers = {{"samples", samples}, {"seed", static_cast<std::int64_t>(seed.seed)}};
  return points;
}

DesignPoints make_sobol(const DesignRequest& request) {
  require_factors(request);
  if (request.factors.size() > SobolSequence::most_dimensions()) {
    request.section.fail("factors", "there are too many factors for a Sobol sequence",
                         fmt::format("at most {} factors", SobolSequence::most_dimensions()));
  }
  const std::size_t samples = read_power_of_two(request.section, "samples", 64,
                                                "Points of the Sobol sequence: a power of two");
  require_points(request.section, "samples", samples, 1);
  const SampleSeed seed = {read_design_seed(request)};
  const ScrambledSobol sequence(request.factors.size(), seed);
  DesignPoints points;
  for (std::size_t i = 0; i < request.factors.size(); ++i) {
    std::vector<double> quantiles;
    for (std::uint32_t row = 0; row < samples; ++row) {
      quantiles.push_back(sequence.coordinate(row, i));
    }
    points.factors.push_back(at_quantiles(request.factors[i], quantiles));
  }
  points.numbers = {{"samples", static_cast<std::int64_t>(samples)},
                    {"seed", static_cast<std::int64_t>(seed.seed)}};
  return points;
}

}  // namespace bacelab
