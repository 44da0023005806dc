#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "experiments/random/stream.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// The rules of a study reject every world that is drawn.
class NoWorldFound : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The maximum number of times that the capacity of a world, or its jobs, are drawn again.
inline constexpr std::int64_t max_redraws = 10'000;

/// The GPUs of the regions of one world.
struct Capacity {
  std::vector<int> gpus;     ///< [region]
  std::int64_t redraws = 0;  ///< draws that were rejected

  [[nodiscard]] int largest() const;
  [[nodiscard]] int total() const;
};

/// Draws the GPUs of all regions until the largest region has RegionsModel::required_gpus, and
/// there is a region for each entry of RegionsModel::required_by_region: attempt by attempt, in
/// streams of their own, so that nothing else in the world depends on how often. Throws
/// NoWorldFound after `max_redraws` rejected draws.
Capacity draw_capacity(const RegionsModel& model, const WorldId& id);

/// What RegionsModel::required_gpus does to the distribution of the GPUs; exact, not sampled. It
/// leaves out RegionsModel::required_by_region.
struct CapacityCondition {
  double kept = 1.0;           ///< share of the draws that fulfil it
  double mean_drawn_gpus = 0;  ///< of all regions together, without the condition
  double mean_kept_gpus = 0;   ///< the same, of the draws that fulfil it; NaN if none can
};
CapacityCondition condition_of(const RegionsModel& model);

/// The fewest, or the most, GPUs that each region may have.
std::vector<int> fewest_gpus_of_regions(const RegionsModel& model);
std::vector<int> most_gpus_of_regions(const RegionsModel& model);

/// The most GPUs that any region may have.
int most_gpus_in_a_region(const RegionsModel& model);

}  // namespace bacelab
