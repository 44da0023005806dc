#include "experiments/design/types/lhs.hpp"

#include "experiments/design/sampling/latin_hypercube.hpp"

namespace bacelab {

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

}  // namespace bacelab
