#pragma once

#include <vector>

#include "core/scheduling/path_finders/path_finder.hpp"

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
    return state.price()[region] < state.price()[best];
  }
};

/// The region with the most free GPUs.
class SingleMostFree final : public SingleRegion {
  [[nodiscard]] bool preferred(const SystemState& state, RegionIndex region,
                               RegionIndex best) const override {
    return state.free_gpus()[region] > state.free_gpus()[best];
  }
};

/// Base of the finders that lay one path over regions, whatever the bandwidth that is left: as
/// many stages as all free GPUs allow, and when the path holds fewer, as many as it holds.
class CrossRegion : public PathFinder {
 public:
  SearchOutcome find(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
                     Placement& result, DecisionLog* log) final;

 private:
  /// Lays the path until its free GPUs reach `wanted` or it can't go on. Not called without a
  /// free GPU.
  virtual void lay(const SystemState& state, int wanted, std::vector<RegionIndex>& path) = 0;
};

/// Regions by ascending price; each next one must be a neighbour of the last one taken, else it is
/// passed over for good.
class CrossCheapest final : public CrossRegion {
  void lay(const SystemState& state, int wanted, std::vector<RegionIndex>& path) override;

  std::vector<RegionIndex> by_price_;
};

/// From the region with the most free GPUs always to the neighbour with the highest residual
/// bandwidth, which may be negative.
class CrossGreedy final : public CrossRegion {
  void lay(const SystemState& state, int wanted, std::vector<RegionIndex>& path) override;
};

}  // namespace bacelab
