#pragma once

#include <cstddef>
#include <limits>
#include <span>

#include "core/contract.hpp"
#include "core/scheduling/allocators.hpp"
#include "core/scheduling/decision_log.hpp"
#include "core/scheduling/job_view.hpp"
#include "core/scheduling/parameters.hpp"
#include "core/scheduling/path_finders/greedy_walk.hpp"

namespace bacelab {

/// The outcome of a search besides the placement. Aligned to be returned in a register.
struct alignas(4) SearchOutcome {
  bool found = false;
  bool edge_refused = false;  ///< some edge was refused only for its residual bandwidth
  /// Would it be the same, with maybe another placement, whatever the prices and the links, as long
  /// as the free GPUs, the number of running jobs and the plan are these?
  bool by_gpus_alone = false;
};

/// Finds a place for a job (MODEL.md section 7, path finders). The result depends on the arguments
/// alone; members are only scratch space, so each thread has its own finder.
class PathFinder {
 public:
  PathFinder() = default;
  PathFinder(const PathFinder&) = delete;
  PathFinder& operator=(const PathFinder&) = delete;
  virtual ~PathFinder() = default;

  /// Looks for a placement of a job with this plan: a path of linked regions that can take the
  /// stages of one of its options, divided by the allocator. `result` is complete if the outcome
  /// says found, otherwise unspecified. `log` may be null.
  virtual SearchOutcome find(const SystemState& state, const StagePlan& plan,
                             const Allocator& allocator, Placement& result, DecisionLog* log) = 0;

  /// What a search reads of the state, besides what its allocator does.
  [[nodiscard]] virtual Looks looks() const { return {}; }
  /// A run begins, maybe with another state object: what was kept of earlier states is void.
  virtual void begin_run() {}
  /// Maximum number of threads of one search; 1 unless set. More only for an allocator that is
  /// shareable.
  virtual void set_threads(int /*threads*/) {}
};

/// kappa: minimum stages at start, as a fraction of k_hat.
constexpr ParameterInfo min_stage_fraction(double fallback) {
  return {"min_stage_fraction", fallback, 0.0, 1.0,
          "minimum stages at start, as a fraction of what the job would want of an empty cluster; "
          "with 1 it waits for these"};
}

/// The fewest stages that a job may start with: the smallest member of K that is at least
/// kappa k_hat, where k_hat is the largest one within the slots that an empty cluster offers it
/// (MODEL.md section 7).
class StageFloor {
 public:
  /// `fraction`: kappa, in [0, 1].
  explicit StageFloor(double fraction) : fraction_(fraction), is_above_zero_(fraction > 0.0) {
    BACELAB_EXPECTS(0.0 <= fraction && fraction <= 1.0);
  }

  /// Is kappa more than 0, so that not all stage counts of K are allowed?
  [[nodiscard]] bool is_above_zero() const { return is_above_zero_; }
  /// Its position among the options of the plan; `most` is the one with k_hat stages.
  [[nodiscard]] std::size_t position(const StagePlan& plan, const StageOption& most) const {
    std::size_t below = 0;
    while (plan.options()[below].stages < fraction_ * most.stages) ++below;
    return below;
  }
  /// The stages themselves. Without `most`, for which the cluster is too small, k_min.
  [[nodiscard]] int fewest(const StagePlan& plan, const StageOption* most) const {
    return most ? plan.options()[position(plan, *most)].stages : plan.k_min();
  }

 private:
  double fraction_;
  bool is_above_zero_;  // most are not, and this is asked at every search
};

/// Base of the bandwidth-aware finders: the order in which stage counts are tried (MODEL.md
/// section 7, `bace`). From k_hat, the most stages that the whole cluster has slots for, down to
/// the floor max(k_min, kappa k_hat) on edges with room for the demand; while no job is running
/// then down to k_min; and then from k_min up over any edge. The first stage count with a candidate
/// wins, and among its candidates the one that the allocator prefers.
class StageCountSearch : public PathFinder {
 public:
  /// `min_fraction`: kappa, in [0, 1].
  explicit StageCountSearch(double min_fraction) : floor_(min_fraction) {}

  SearchOutcome find(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
                     Placement& result, DecisionLog* log) final;
  /// The same with another option for the one with k_hat stages; null: the cluster is too small.
  SearchOutcome find_up_to(const StageOption* most, const SystemState& state, const StagePlan& plan,
                           const Allocator& allocator, Placement& result, DecisionLog* log);
  [[nodiscard]] Looks looks() const final { return {.at_prices = false, .at_links = true}; }

 protected:
  /// A search for candidates with one stage count.
  struct Search {
    const JobView& view;
    const StageOption& option;
    EdgeRule rule;
    const Allocator& allocator;
    DecisionLog* log;
    bool edge_refused = false;
    bool found = false;

    /// Fills in the candidate's stages, and keeps it if it is the best so far.
    void offer(Placement& candidate, Placement& best);
    /// The same for a candidate that already has its stages.
    void offer_allocated(Placement& candidate, Placement& best);
  };

 private:
  /// Offers all candidates to the search.
  virtual void search(Search& search, Placement& best) = 0;

  /// The free slots, and what a search for more stages would meet. Unless told otherwise there are
  /// slots for any number of stages.
  struct Room {
    int slots = std::numeric_limits<int>::max();
    int regions = 0;               ///< that have any, if the slots are fewer than needed
    double lowest_residual = 0.0;  ///< of an edge between two of them, bit/s; infinite without one
  };
  /// `needed`: the most stages that will be tried. With as many free slots nobody asks for the
  /// rest. Where it would take long to find out there is room for all.
  static Room room_of(const JobView& view, int needed);

  /// A job to be placed, as seen for any option to be tried.
  struct Request {
    JobView view;
    const Allocator& allocator;
    DecisionLog* log;
    Room room;
  };
  /// Tries the options from the last to the first until one has a candidate.
  bool try_options(const Request& request, std::span<const StageOption> options, bool threshold,
                   const char* why, Placement& result, SearchOutcome& outcome);
  /// The same where the slots depend on the option.
  bool try_each(const Request& request, std::span<const StageOption> options, bool threshold,
                const char* why, Placement& result, SearchOutcome& outcome);

  StageFloor floor_;
  FreeSlots slots_;
};

}  // namespace bacelab
