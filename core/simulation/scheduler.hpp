#pragma once

#include <cstdint>
#include <vector>

#include "core/scheduling/policy.hpp"
#include "core/simulation/run_record.hpp"

namespace bacelab {

/// The queue of pending jobs and the policy's way through it (MODEL.md section 7, a scheduling
/// pass).
class Scheduler {
 public:
  void reset(Policy& policy, std::size_t templates, DecisionLog* log);

  /// Joins the queue; calls come in order of arrival, then id.
  void arrive(const PendingJob& job) { pending_.push_back(job); }
  [[nodiscard]] bool idle() const { return pending_.empty(); }

  /// Takes the first pending job that the policy can place in this state out of the queue; the
  /// caller starts it and asks again with the new state. False: there is none, the pass ends.
  bool pick(const SystemState& state, double now_s, MechanismCounts& counts);
  /// What the last successful pick took, and where it goes.
  [[nodiscard]] const PendingJob& picked() const { return picked_; }
  [[nodiscard]] const Placement& placement() const { return placement_; }

  /// Pending jobs behind the first in order that the path finder could place, each alone; zero for
  /// non-blocking policies. Refers to the order of the last pick, which found nobody.
  std::uint64_t held_back(const SystemState& state);

 private:
  /// The answer for a template in a round: a placement depends on a job only through its template.
  struct Answer {
    std::uint64_t round = 0;
    SearchOutcome outcome;
  };

  void put_in_order(const SystemState& state, double now_s);
  SearchOutcome search(const SystemState& state, const PendingJob& job, DecisionLog* log);
  void count_start(const SystemState& state, std::size_t fcfs_rank, MechanismCounts& counts);

  Policy* policy_ = nullptr;
  DecisionLog* log_ = nullptr;
  std::uint64_t round_ = 0;  // calls of pick; the state differs from one to the next
  Table<TemplateIndex, Answer> answers_;
  std::vector<PendingJob> pending_;  // by arrival, then id
  std::vector<double> scores_;
  std::vector<std::uint32_t> order_;  // positions in pending_
  PendingJob picked_;
  Placement placement_;
  Placement in_path_order_;
};

}  // namespace bacelab
