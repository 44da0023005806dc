#pragma once

#include <optional>
#include <vector>

#include "core/simulation/scenario.hpp"

namespace bacelab {

/// What a cluster offers for ever after a time, to jobs that find no other running: no series
/// changes any more.
class EndState {
 public:
  /// The scenario must outlive this.
  EndState(const Scenario& scenario, double end_s);

  /// Usable GPUs of a region.
  [[nodiscard]] int usable_gpus(RegionIndex region) const { return usable_[region]; }
  /// The regions, divided into groups that a scheduler sees as linked, directly or over others.
  [[nodiscard]] const std::vector<std::vector<RegionIndex>>& groups() const { return groups_; }

 private:
  Table<RegionIndex, int> usable_;
  std::vector<std::vector<RegionIndex>> groups_;
};

/// Has the link between two regions no bandwidth at that time?
[[nodiscard]] bool is_dead(const Cluster& cluster, RegionIndex a, RegionIndex b, double end_s);

}  // namespace bacelab
