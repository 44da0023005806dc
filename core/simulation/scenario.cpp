#include "core/simulation/scenario.hpp"

namespace bacelab {
namespace {

std::string needs(int stages, int gpus_a_stage) {
  if (gpus_a_stage == 1) return "it needs at least " + std::to_string(stages) + " GPUs";
  return "it needs at least " + std::to_string(stages) + " stages of " +
         std::to_string(gpus_a_stage) + " GPUs";
}

}  // namespace

std::vector<RegionGpus> gpus_of(const Table<RegionIndex, Region>& regions) {
  std::vector<RegionGpus> gpus;
  for (const Region& region : regions) {
    gpus.push_back({region.gpus, region.gpu, region.internal_bit_per_s});
  }
  return gpus;
}

std::optional<std::string> why_never_runs(const Scenario& scenario, TemplateIndex index) {
  const auto& plan = scenario.templates->plan(index);
  const Cluster& cluster = scenario.cluster;
  if (!plan) {
    return have_one_type(gpus_of(cluster.regions()))
               ? "no allowed number of stages fits into the GPU's memory"
               : "no allowed number of stages fits into the memory of the GPUs of regions that "
                 "have enough of them";
  }
  // With several types the plan has only what the regions have the slots for.
  if (!plan->is_held_everywhere()) return std::nullopt;
  const int g = plan->gpus_of_stage();
  int slots = 0;
  for (const Region& region : cluster.regions()) slots += region.gpus / g;
  if (plan->k_min() <= slots) return std::nullopt;
  return needs(plan->k_min(), g) + " and the cluster has " +
         (g == 1 ? std::to_string(slots) : "room for " + std::to_string(slots) + " of these");
}

}  // namespace bacelab
