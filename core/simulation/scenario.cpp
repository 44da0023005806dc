#include "core/simulation/scenario.hpp"

namespace bacelab {

std::optional<std::string> why_never_runs(const Scenario& scenario, TemplateIndex index) {
  const auto& plan = scenario.templates->plan(index);
  if (!plan) return "no allowed number of stages fits into the GPU's memory";
  if (plan->k_min() > scenario.cluster.total_gpus()) {
    return "it needs at least " + std::to_string(plan->k_min()) + " GPUs and the cluster has " +
           std::to_string(scenario.cluster.total_gpus());
  }
  return std::nullopt;
}

}  // namespace bacelab
