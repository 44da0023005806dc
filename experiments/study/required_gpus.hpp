#pragma once

#include <vector>

#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// What all points of a design together ask of the GPUs of their regions (MODEL.md section 10,
/// `redraw_world`): points that draw from the same numbers then accept the same worlds.
class RequiredGpus {
 public:
  /// Adds what a point asks for.
  void add(const RegionsModel& model);

  /// Raises the requirement of a point, if it has one, to that of all, as far as its regions may
  /// have so many GPUs.
  void apply_to(RegionsModel& model) const;

 private:
  int largest_ = 0;                          // RegionsModel::required_gpus
  std::vector<std::vector<int>> by_region_;  // RegionsModel::required_by_region, none implied
};

}  // namespace bacelab
