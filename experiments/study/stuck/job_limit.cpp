#include "experiments/study/stuck/job_limit.hpp"

#include <algorithm>
#include <vector>

#include "core/scheduling/path_finders/path_finder.hpp"

namespace bacelab {
namespace {

/// The largest option that some region has the slots and the memory for, outages aside; null if
/// there is none.
const StageOption* most_in_one_region(const Cluster& cluster, const StagePlan& plan) {
  const StageOption* most = nullptr;
  for (RegionIndex region; region < cluster.regions().end_index(); ++region) {
    const int slots = cluster.regions()[region].gpus / plan.gpus_of_stage();
    const StageOption* option = plan.largest_within(slots, region);
    if (option && (!most || option->stages > most->stages)) most = option;
  }
  return most;
}

/// Slots of these regions that hold the option, with the usable GPUs or with all.
int slots_for(const StagePlan& plan, const StageOption& option,
              const std::vector<RegionIndex>& regions, const EndState& state) {
  int slots = 0;
  for (const RegionIndex region : regions) {
    if (plan.holds(option, region)) slots += state.usable_gpus(region) / option.gpus;
  }
  return slots;
}

}  // namespace

std::optional<JobLimit> limit_in_one_region(const Cluster& cluster, const EndState& state,
                                            const StagePlan& plan, double min_fraction) {
  const StageOption* most = most_in_one_region(cluster, plan);
  const int fewest = StageFloor(min_fraction).fewest(plan, most);
  int slots = 0;
  int usable_slots = 0;
  bool fits = false;
  bool fits_usable = false;
  for (RegionIndex region; region < cluster.regions().end_index(); ++region) {
    const int all = cluster.regions()[region].gpus / plan.gpus_of_stage();
    const int usable = state.usable_gpus(region) / plan.gpus_of_stage();
    const auto holds = [&](int room) {
      const StageOption* option = plan.largest_within(room, region);
      return option && option->stages >= fewest;
    };
    slots = std::max(slots, all);
    fits = fits || holds(all);
    fits_usable = fits_usable || holds(usable);
    if (holds(all)) usable_slots = std::max(usable_slots, usable);
  }
  if (fits_usable) return std::nullopt;
  const bool by_fraction = fewest > plan.k_min();
  if (fits) return JobLimit{Limit::region_outage, fewest, usable_slots, by_fraction};
  return JobLimit{slots < fewest ? Limit::region_gpus : Limit::region_memory, fewest, slots,
                  by_fraction};
}

std::optional<JobLimit> limit_across_regions(const Cluster& cluster, const EndState& state,
                                             const StagePlan& plan) {
  std::vector<RegionIndex> all;
  for (RegionIndex region; region < cluster.regions().end_index(); ++region) all.push_back(region);
  // With the same GPUs everywhere the first option is the easiest; otherwise each is tried.
  JobLimit limit = {Limit::outage, plan.k_min(),
                    slots_for(plan, plan.options().front(), all, state)};
  for (const StageOption& option : plan.options()) {
    int linked = 0;
    for (const auto& group : state.groups()) {
      linked = std::max(linked, slots_for(plan, option, group, state));
    }
    if (linked >= option.stages) return std::nullopt;
    const bool is_first_with_room =
        limit.limit == Limit::outage && slots_for(plan, option, all, state) >= option.stages;
    if (is_first_with_room) limit = {Limit::unlinked, option.stages, linked};
  }
  return limit;
}

}  // namespace bacelab
