#include "experiments/design/types/sobol.hpp"

#include <fmt/format.h>

#include "experiments/design/sampling/scrambled_sobol.hpp"

namespace bacelab {

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
