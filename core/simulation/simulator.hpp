#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <span>
#include <vector>

#include "core/large_pages.hpp"
#include "core/scheduling/policies/policy.hpp"
#include "core/simulation/accounts.hpp"
#include "core/simulation/environment.hpp"
#include "core/simulation/event_heap.hpp"
#include "core/simulation/network.hpp"
#include "core/simulation/run_record.hpp"
#include "core/simulation/running_jobs.hpp"
#include "core/simulation/scenario.hpp"
#include "core/simulation/scheduler.hpp"

namespace bacelab {

/// A run was told to stop before its end; what it had computed is lost.
class RunStopped : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "the run was stopped"; }
};

/// Is the run to stop? Asked now and then by the thread that runs.
using StopCheck = std::function<bool()>;

/// The event loop (MODEL.md sections 4 to 8): runs one scenario under one policy. It reuses its
/// memory from run to run, so a run no larger than those before allocates nothing; one thread at a
/// time may use it.
class Simulator {
 public:
  /// Runs to the end: all jobs served, or no event left. Every job of the scenario must be able to
  /// run (why_never_runs). The record stays valid until the next call. @throws RunStopped once
  /// `is_to_stop`, which may be empty, has said so.
  /// @throws RuleBroken, with time and job, if a policy that is checked did what it may not, or
  /// threw an exception.
  const RunRecord& run(const Scenario& scenario, Policy& policy, DecisionLog* log = nullptr,
                       const StopCheck& is_to_stop = {});

 private:
  void reset(const Scenario& scenario, Policy& policy, DecisionLog* log);
  void run_to_end(const StopCheck& is_to_stop);
  void reset_record(const Table<JobIndex, Job>& jobs);
  void order_arrivals(const Table<JobIndex, Job>& jobs);

  // Those marked inline are defined in simulator.cpp and called there once at each event: they go
  // into its loop, which saves the queue of mmc.toml about a tenth of its instructions.
  inline void note_next_arrival();
  [[nodiscard]] double next_instant() const;
  inline void pass_time(double until);
  inline void finish_jobs(double limit);
  void change_environment(double limit);
  void update_bandwidths();
  [[nodiscard]] bool nothing_to_do() const;
  inline void take_arrivals(double limit);
  inline void schedule();
  void observe();
  std::span<const RunningView> view_running();
  inline void start(const PendingJob& job, const Placement& placement);
  inline void lay_path(JobOutcome& outcome, RunningJob& running, const Placement& placement);
  void lay_boundaries(RunningJob& running, const Placement& placement);
  void regard_regions(RunningJob& running, const Placement& placement) const;
  inline void finish(std::uint32_t slot);
  inline void release(std::uint32_t slot);
  void share_links();
  void reproject(std::uint32_t slot);
  void project(std::uint32_t slot, double iteration_s);
  [[nodiscard]] double time_in_one_region(const PendingJob& job, const Placement& placement) const;
  [[nodiscard]] StageGroup group_of(const StagePlan& plan, const Placement& placement,
                                    std::size_t position) const;
  void bill(const RunningJob& running);

  inline void update_utilisation();

  const Scenario* scenario_ = nullptr;
  SystemState state_;
  Environment environment_;
  Network network_;
  Scheduler scheduler_;
  Accounts accounts_;
  EventHeap finishes_;  // by slot

  LargeVector<JobIndex> by_arrival_;
  std::size_t arrived_ = 0;
  double next_arrival_s_ = EventHeap::never;
  std::size_t unfinished_ = 0;
  RunningJobs running_;
  std::vector<std::uint32_t> touched_;  // slots
  std::size_t events_ = 0;              // arrivals, finishes and outages of this instant
  bool observed_ = false;               // does state_ have the present prices and bandwidths?
  bool regions_differ_ = false;         // does an iteration in one region depend on the region?
  Looks looks_;                         // what of them the policy (or the log) wants to see

  double now_ = 0.0;
  double utilisation_ = 0.0;           // of the network, true bandwidths, since the last instant
  double utilisation_integral_ = 0.0;  // up to now
  std::uint64_t held_back_ = 0;        // blocked jobs since the last instant
  RunRecord record_;

  std::vector<RunningView> running_views_;  // for policies that look at them
};

}  // namespace bacelab
