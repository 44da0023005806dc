#pragma once

#include "core/scheduling/path_finder.hpp"

namespace bacelab {

/// Base of the finders that use one region: of the regions with at least k_min free GPUs the
/// preferred one, with as many stages as fit.
class SingleRegion : public PathFinder {
 public:
  SearchOutcome find(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
                     Placement& result, DecisionLog* log) final;

 private:
  /// Is `region` preferred to `best`? Ties keep `best`, which has the lower index.
  [[nodiscard]] virtual bool preferred(const SystemState& state, RegionIndex region,
                                       RegionIndex best) const = 0;
};

/// The region with the lowest price now.
class SingleCheapest final : public SingleRegion {
  [[nodiscard]] bool preferred(const SystemState& state, RegionIndex region,
                               RegionIndex best) const override {
    return state.price[region] < state.price[best];
  }
};

/// The region with the most free GPUs.
class SingleMostFree final : public SingleRegion {
  [[nodiscard]] bool preferred(const SystemState& state, RegionIndex region,
                               RegionIndex best) const override {
    return state.free_gpus[region] > state.free_gpus[best];
  }
};

}  // namespace bacelab
