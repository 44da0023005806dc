#include "app/match/design_space.hpp"

#include <string>

#include "experiments/random/stream.hpp"

namespace bacelab {
namespace {

bool is_case(const FactorPlan& plan) { return plan.key == case_factor; }

SpaceAxis axis_of(const FactorPlan& plan) {
  SpaceAxis axis = {plan.key, {}};
  if (const auto* range = std::get_if<FactorRange>(&plan.domain)) {
    axis.domain = *range;
  } else if (const auto* numbers = std::get_if<std::vector<double>>(&plan.domain)) {
    axis.domain = *numbers;
  } else if (const auto* names = std::get_if<std::vector<std::string>>(&plan.domain)) {
    axis.domain = *names;
  } else {
    std::vector<std::string> settings;
    for (const FactorSetting& setting : *plan.settings()) settings.push_back(setting.name);
    axis.domain = std::move(settings);
  }
  return axis;
}

}  // namespace

std::vector<SpaceAxis> space_of(const Design& design) {
  std::vector<SpaceAxis> space;
  for (const FactorPlan& plan : design.plans()) {
    if (!is_case(plan)) space.push_back(axis_of(plan));
  }
  return space;
}

SpaceSampler sampler_of(const Design& design, std::uint64_t seed, std::size_t wave) {
  return [&design, seed, wave](std::size_t first, std::size_t count) {
    std::vector<Factor> factors;
    for (const FactorPlan& plan : design.plans()) {
      if (is_case(plan)) continue;
      const RandomStream stream({.seed = seed, .replication = static_cast<std::uint32_t>(wave)},
                                "match.place", plan.key);
      std::vector<double> quantiles;
      for (std::size_t i = first; i < first + count; ++i) {
        quantiles.push_back(stream.uniform(static_cast<std::uint32_t>(i)));
      }
      factors.push_back(at_quantiles(plan, quantiles));
    }
    return factors;
  };
}

}  // namespace bacelab
