#include "experiments/worlds/capacity.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <string>

namespace bacelab {
namespace {

std::vector<int> draw_gpus(const RegionsModel& model, const WorldId& id) {
  std::vector<int> gpus;
  for (const RegionModel& region : model.regions) {
    if (region.gpus) {
      gpus.push_back(*region.gpus);
      continue;
    }
    const double uniform = RandomStream(id, "gpus", region.name).uniform(0);
    const auto choices = model.gpu_choices.size();
    const auto choice = static_cast<std::size_t>(uniform * static_cast<double>(choices));
    gpus.push_back(model.gpu_choices[std::min(choice, choices - 1)]);
  }
  return gpus;
}

/// The GPUs of each region, where all that are drawn are the same.
std::vector<int> with_choice(const RegionsModel& model, int choice) {
  std::vector<int> gpus;
  for (const RegionModel& region : model.regions) gpus.push_back(region.gpus.value_or(choice));
  return gpus;
}

bool is_fulfilled(const RegionsModel& model, const Capacity& capacity) {
  const auto has_a_region = [&](const std::vector<int>& required) {
    return !std::equal(capacity.gpus.begin(), capacity.gpus.end(), required.begin(),
                       std::less<int>());
  };
  return capacity.largest() >= model.required_gpus &&
         std::all_of(model.required_by_region.begin(), model.required_by_region.end(),
                     has_a_region);
}

}  // namespace

int Capacity::largest() const { return *std::max_element(gpus.begin(), gpus.end()); }

int Capacity::total() const { return std::accumulate(gpus.begin(), gpus.end(), 0); }

Capacity draw_capacity(const RegionsModel& model, const WorldId& id) {
  WorldId attempt = id;
  Capacity capacity;
  for (; capacity.redraws <= max_redraws; ++capacity.redraws, ++attempt.attempt) {
    capacity.gpus = draw_gpus(model, attempt);
    if (is_fulfilled(model, capacity)) return capacity;
  }
  throw NoWorldFound("no world was found with a region of " +
                     (model.required_by_region.empty() ? std::to_string(model.required_gpus)
                                                       : std::string("enough")) +
                     " GPUs, which the jobs need, after " + std::to_string(max_redraws) +
                     " redraws");
}

CapacityCondition condition_of(const RegionsModel& model) {
  const auto choices = static_cast<double>(model.gpu_choices.size());
  double sum = 0.0;
  double small_sum = 0.0;
  double small_choices = 0.0;
  for (const int gpus : model.gpu_choices) {
    sum += gpus;
    if (gpus >= model.required_gpus) continue;
    small_sum += gpus;
    small_choices += 1.0;
  }
  double given = 0.0;
  double drawn_regions = 0.0;
  // A draw is rejected if no region is large enough.
  double rejected = model.required_gpus > 0 ? 1.0 : 0.0;
  for (const RegionModel& region : model.regions) {
    if (region.gpus) {
      given += *region.gpus;
      if (*region.gpus >= model.required_gpus) rejected = 0.0;
    } else {
      drawn_regions += 1.0;
      rejected *= small_choices / choices;
    }
  }
  CapacityCondition condition;
  condition.kept = 1.0 - rejected;
  condition.mean_drawn_gpus = given + drawn_regions * sum / choices;
  const double mean_rejected = given + drawn_regions * small_sum / std::max(1.0, small_choices);
  condition.mean_kept_gpus =
      (condition.mean_drawn_gpus - rejected * mean_rejected) / condition.kept;
  return condition;
}

std::vector<int> fewest_gpus_of_regions(const RegionsModel& model) {
  return with_choice(model, *std::min_element(model.gpu_choices.begin(), model.gpu_choices.end()));
}

std::vector<int> most_gpus_of_regions(const RegionsModel& model) {
  return with_choice(model, *std::max_element(model.gpu_choices.begin(), model.gpu_choices.end()));
}

int most_gpus_in_a_region(const RegionsModel& model) {
  const std::vector<int> most = most_gpus_of_regions(model);
  return *std::max_element(most.begin(), most.end());
}

}  // namespace bacelab
