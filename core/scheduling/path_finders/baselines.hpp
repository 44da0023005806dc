#pragma once

#include <vector>

#include "core/scheduling/path_finders/path_finder.hpp"

namespace bacelab {

/// Base of the finders that use one region: the preferred one of those with free slots for the
/// fewest stages that the job may start with, with as many stages as fit.
class SingleRegion : public PathFinder {
 public:
  /// `min_fraction`: kappa, in [0, 1], of the most stages that one region has slots for.
  explicit SingleRegion(double min_fraction = 0.0) : floor_(min_fraction) {}

  SearchOutcome find(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
                     Placement& result, DecisionLog* log) final;

 private:
  /// Is `region` preferred to `best`? On ties `best` stays, which has the lower index.
  [[nodiscard]] virtual bool preferred(const JobView& view, RegionIndex region,
                                       RegionIndex best) const = 0;
  [[nodiscard]] int fewest_stages(const SystemState& state, const StagePlan& plan) const {
    if (!floor_.is_above_zero()) return plan.k_min();
    return floor_.fewest(plan, most_stages_in_a_region(state, plan));
  }
  /// The preferred region that can take so many stages, or more; beyond the last one if there is
  /// none.
  [[nodiscard]] inline RegionIndex choose(const JobView& view, int fewest) const;

  StageFloor floor_;
  FreeSlots slots_;
};

/// The region with the lowest price now.
class SingleCheapest final : public SingleRegion {
 public:
  using SingleRegion::SingleRegion;

 private:
  [[nodiscard]] Looks looks() const override { return {.at_prices = true, .at_links = false}; }
  [[nodiscard]] bool preferred(const JobView& view, RegionIndex region,
                               RegionIndex best) const override {
    return view.state.price()[region] < view.state.price()[best];
  }
};

/// The region with the most free slots.
class SingleMostFree final : public SingleRegion {
 public:
  using SingleRegion::SingleRegion;

 private:
  [[nodiscard]] Looks looks() const override { return {.at_prices = false, .at_links = false}; }
  [[nodiscard]] bool preferred(const JobView& view, RegionIndex region,
                               RegionIndex best) const override {
    return view.free_slots[region] > view.free_slots[best];
  }
};

/// Base of the finders that lay one path over regions without regard to residual bandwidth: as many
/// stages as all free slots allow, or as many as the path has slots for if these are fewer. While
/// other jobs run neither may be below the fewest that the job may start with.
class CrossRegion : public PathFinder {
 public:
  /// `min_fraction`: kappa, in [0, 1], of the most stages that the cluster has slots for.
  explicit CrossRegion(double min_fraction = 0.0) : floor_(min_fraction) {}

  SearchOutcome find(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
                     Placement& result, DecisionLog* log) final;

 private:
  /// Extends the path until its free slots reach `wanted` or it can't go on. Not called without a
  /// free slot.
  virtual void lay(const JobView& view, int wanted, std::vector<RegionIndex>& path) = 0;
  /// While no job runs it is k_min: a path may never hold what the whole cluster does.
  [[nodiscard]] int fewest_stages(const SystemState& state, const StagePlan& plan) const {
    if (!floor_.is_above_zero() || state.running_jobs() == 0) return plan.k_min();
    return floor_.fewest(plan, most_stages(state, plan));
  }

  StageFloor floor_;
  FreeSlots slots_;
};

/// Regions by ascending price; each must be a neighbour of the last one taken, otherwise it is
/// skipped for good.
class CrossCheapest final : public CrossRegion {
 public:
  using CrossRegion::CrossRegion;

 private:
  void lay(const JobView& view, int wanted, std::vector<RegionIndex>& path) override;

  std::vector<RegionIndex> by_price_;
};

/// From the region with the most free slots always to the neighbour with the highest residual
/// bandwidth, which may be negative.
class CrossGreedy final : public CrossRegion {
 public:
  using CrossRegion::CrossRegion;

 private:
  [[nodiscard]] Looks looks() const override { return {.at_prices = false, .at_links = true}; }
  void lay(const JobView& view, int wanted, std::vector<RegionIndex>& path) override;
};

}  // namespace bacelab
