#pragma once

#include <cstdint>
#include <vector>

#include "core/scheduling/policy.hpp"
#include "core/simulation/environment.hpp"
#include "core/simulation/event_heap.hpp"
#include "core/simulation/network.hpp"
#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"
#include "core/simulation/scheduler.hpp"

namespace bacelab {

/// The event loop (MODEL.md sections 4 to 8): runs one scenario under one policy. It keeps its
/// memory from run to run; one thread at a time may use it.
class Simulator {
 public:
  /// Runs to the end: all jobs served, or no event left. Every job of the scenario must be able to
  /// run (why_never_runs). The record stays valid until the next call.
  const RunRecord& run(const Scenario& scenario, Policy& policy, DecisionLog* log = nullptr);

 private:
  /// A job between start and finish.
  struct Running {
    const StageOption* option = nullptr;
    double iteration_s = EventHeap::never;
    double anchor_s = 0.0;   // when `remaining` was true
    double remaining = 0.0;  // iterations
    bool touched = false;    // a share changed at this instant
  };
  /// A WAN boundary of a path; boundary i of a job belongs to step i of its path.
  struct BoundaryShare {
    LinkIndex link;
    double bit_per_s = 0.0;
  };

  void reset(const Scenario& scenario, Policy& policy, DecisionLog* log);
  [[nodiscard]] double next_instant() const;
  void pass_time(double until);
  void finish_jobs(double limit);
  void change_environment(double limit);
  void apply(const EnvironmentChange& change);
  void take_arrivals(double limit);
  void schedule();
  void start(const PendingJob& job, const Placement& placement);
  void lay_path(JobOutcome& outcome, const Placement& placement);
  void finish(JobIndex job);
  void release(JobIndex job);
  void share_links();
  void reproject(JobIndex job);
  void close_account(JobIndex job, double until);
  void update_free(RegionIndex region);
  void update_demand(LinkIndex link);

  [[nodiscard]] const StagePlan& plan_of(JobIndex job) const;
  [[nodiscard]] double time_of_iteration(JobIndex job) const;
  [[nodiscard]] double unhindered_iteration(JobIndex job) const;
  [[nodiscard]] double remaining_at(JobIndex job, double time) const;

  const Scenario* scenario_ = nullptr;
  SystemState state_;
  Environment environment_;
  Network network_;
  Scheduler scheduler_;
  EventHeap finishes_;
  Table<RegionIndex, int> held_gpus_;
  Table<RegionIndex, int> usable_gpus_;

  std::vector<JobIndex> by_arrival_;
  std::size_t arrived_ = 0;
  std::size_t unfinished_ = 0;
  Table<JobIndex, Running> running_;
  std::vector<BoundaryShare> boundaries_;  // as long as record_.steps
  std::vector<JobIndex> touched_;

  double now_ = 0.0;
  double utilisation_ = 0.0;           // of the network, true bandwidths, since the last instant
  double utilisation_integral_ = 0.0;  // up to now
  std::uint64_t held_back_ = 0;        // blocked jobs since the last instant
  RunRecord record_;

  mutable std::vector<StageGroup> groups_;
  mutable std::vector<Boundary> transfers_;
};

}  // namespace bacelab
