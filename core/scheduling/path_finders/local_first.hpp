#pragma once

#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "core/scheduling/path_finders/path_finder.hpp"

namespace bacelab {

/// theta: the fewest stages that one region is preferred for, as a fraction of the most.
constexpr ParameterInfo local_fraction(double fallback) {
  return {"local_fraction", fallback, 0.0, 1.0,
          "a region that takes this fraction of a job's most stages is preferred to a path of "
          "several; 1: only one that takes all of them"};
}

/// lambda: the most stages of a job, as a fraction of k_hat.
constexpr ParameterInfo max_stage_fraction(double fallback) {
  return {"max_stage_fraction", fallback, 0.0, 1.0,
          "the most stages of a job, as a fraction of what it would want of an empty cluster"};
}

/// One region if it takes enough stages, else BACE-Pipe's paths (MODEL.md section 7,
/// `local_first`): in one region nothing has to be transferred, paid for and waited for.
class LocalFirst final : public PathFinder {
 public:
  /// kappa, theta and lambda, in [0, 1].
  LocalFirst(double min_fraction, double local, double max_fraction)
      : local_(local), max_fraction_(max_fraction), across_(min_fraction) {}

  SearchOutcome find(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
                     Placement& result, DecisionLog* log) override;
  [[nodiscard]] Looks looks() const override { return {.at_prices = true, .at_links = true}; }
  void begin_run() override { across_.begin_run(); }
  void set_threads(int threads) override { across_.set_threads(threads); }

 private:
  /// The option with the most stages that lambda allows; null if the cluster is too small.
  [[nodiscard]] const StageOption* most_allowed(const SystemState& state,
                                                const StagePlan& plan) const;
  /// The most stages that one region takes, at least theta of the most, in the cheapest region that
  /// takes them.
  bool find_region(const StageOption& most, const SystemState& state, const StagePlan& plan,
                   const Allocator& allocator, Placement& result, DecisionLog* log);

  double local_;
  double max_fraction_;
  BandwidthAware across_;
  FreeSlots slots_;
};

}  // namespace bacelab
