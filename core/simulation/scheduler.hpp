#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/contract.hpp"
#include "core/scheduling/orderings.hpp"
#include "core/scheduling/policies/policy.hpp"
#include "core/simulation/run_record.hpp"

namespace bacelab {

/// The pending jobs by arrival, then id. Removing one moves the shorter side, so a long queue
/// served from its front costs nothing.
class PendingQueue {
 public:
  void clear() {
    jobs_.clear();
    first_ = size_ = 0;
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Capacity in jobs, including those that have been removed.
  [[nodiscard]] std::size_t capacity() const { return jobs_.capacity(); }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::span<const PendingJob> jobs() const { return {jobs_.data() + first_, size_}; }

  /// Joins at the end.
  void push_back(const PendingJob& job);
  /// Removes the job at a position of jobs(), which must be one.
  void erase(std::size_t position);

 private:
  std::vector<PendingJob> jobs_;
  std::size_t first_ = 0;  // earlier ones have been removed
  std::size_t size_ = 0;   // of those from first_ on: asked for at every event
};

inline void PendingQueue::push_back(const PendingJob& job) {
  // Half of the capacity is unused: move up before the vector grows.
  if (jobs_.size() == jobs_.capacity() && 2 * first_ >= jobs_.size()) {
    jobs_.erase(jobs_.begin(), jobs_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }
  jobs_.push_back(job);
  ++size_;
}

inline void PendingQueue::erase(std::size_t position) {
  BACELAB_EXPECTS(position < size());
  if (size_ == 1) {
    clear();
    return;
  }
  const auto begin = jobs_.begin() + static_cast<std::ptrdiff_t>(first_);
  const auto place = begin + static_cast<std::ptrdiff_t>(position);
  if (2 * position < size_) {
    std::move_backward(begin, place, place + 1);
    ++first_;
  } else {
    jobs_.erase(place);
  }
  --size_;
}

/// The queue of pending jobs and the policy's way through it (MODEL.md section 7, a scheduling
/// pass).
///
/// A placement depends on a job only through its template, so each template is searched once per
/// state. Counts and log are those of trying job after job in order.
class Scheduler {
 public:
  /// `seed`: of the run, for whole policies.
  void reset(Policy& policy, std::size_t templates, DecisionLog* log, std::uint64_t seed = 0);

  /// Joins the queue; calls must come in order of arrival, then id.
  void arrive(const PendingJob& job);
  [[nodiscard]] bool idle() const { return pending_.empty(); }

  /// Removes the first pending job that the policy can place in this state from the queue; the
  /// caller starts it and calls again with the new state. Returns false if there is none and the
  /// pass ends. `running()`: the running jobs, for policies that look at them.
  template <class Running>
  bool pick(const SystemState& state, double now_s, MechanismCounts& counts,
            const Running& running) {
    if (pending_.empty()) return false;
    ++round_;
    if (first_only_) return pick_first(state, counts);
    if (sees_running_) running_ = running();
    return policy_->whole ? pick_decided(state, now_s, counts)
                          : pick_in_order(state, now_s, counts);
  }
  /// The job of the last successful pick, and its placement.
  [[nodiscard]] const PendingJob& picked() const { return picked_; }
  [[nodiscard]] const Placement& placement() const { return placement_; }

  /// Would another pass end as the last one did, with the same counts, whatever has become of
  /// prices and links, while all else is as it was? (Not if a log wants to see it.)
  [[nodiscard]] bool would_repeat() const;
  /// Counts such a pass.
  void repeat_pass(MechanismCounts& counts) const;

  /// Pending jobs behind the first in order that the path finder could place, each alone; zero for
  /// non-blocking policies. Refers to the last pick, which found no job in this state.
  std::uint64_t held_back(const SystemState& state) {
    // Jobs of the blocked one's template are refused as it is.
    if (!policy_->blocking || pending_.size() < 2) return 0;
    return queues_[blocked_].pending < pending_.size() ? count_held_back(state) : 0;
  }

 private:
  /// A template with its pending jobs, and the outcome of the last search for it.
  struct TemplateQueue {
    const StagePlan* plan = nullptr;
    std::size_t pending = 0;    // jobs
    std::uint64_t round = 0;    // of the search
    std::uint64_t version = 0;  // of the state that was searched; 0: none was
    SearchOutcome outcome;
  };

  [[nodiscard]] bool is_answered(const TemplateQueue& queue, const SystemState& state) const;
  [[nodiscard]] bool is_refused(const TemplateQueue& queue, const SystemState& state) const;
  [[nodiscard]] bool all_are_refused(const SystemState& state) const;
  std::uint64_t count_held_back(const SystemState& state);
  bool pick_in_order(const SystemState& state, double now_s, MechanismCounts& counts);
  bool pick_first(const SystemState& state, MechanismCounts& counts);
  bool pick_decided(const SystemState& state, double now_s, MechanismCounts& counts);
  /// The position among the pending jobs of the one that the next decision is about; fills in its
  /// placement.
  std::size_t place_decided(const SystemState& state);
  void search_checked(const SystemState& state, TemplateQueue& queue, DecisionLog* log);
  void begin_round(const SystemState& state, double now_s);
  /// Position of the first job in order, skipping refused templates if the policy is not blocking.
  [[nodiscard]] std::optional<std::size_t> next_in_order(const SystemState& state) const;
  // Inline into the passes of scheduler.cpp, which call them at every event.
  inline void search_and_check(const SystemState& state, TemplateQueue& queue, DecisionLog* log);
  inline void search(const SystemState& state, TemplateQueue& queue, DecisionLog* log);
  inline void take(const SystemState& state, std::size_t position, MechanismCounts& counts);
  static void count_try(const TemplateQueue& queue, MechanismCounts& counts);
  void count_all_tried(MechanismCounts& counts) const;
  void count_tries_up_to(std::size_t position, MechanismCounts& counts) const;
  inline void count_start(const SystemState& state, std::size_t position, MechanismCounts& counts);
  void log_order(const SystemState& state, double now_s);
  void log_refused_before(std::size_t position);

  Policy* policy_ = nullptr;
  DecisionLog* log_ = nullptr;
  bool sees_running_ = false;      // does the policy look at the running jobs?
  bool by_arrival_ = false;        // does the policy keep the order of arrival?
  bool in_order_of_path_ = false;  // does it divide the stages as path_order?
  bool first_only_ = false;        // is the first job to arrive the only one that is tried?
  bool asked_always_ = false;      // may a pass end otherwise although no search would?
  std::uint64_t round_ = 0;        // calls of pick; the state may differ from one to the next
  Table<TemplateIndex, TemplateQueue> queues_;
  PendingQueue pending_;
  std::vector<double> scores_;  // of pending_, unless by arrival
  PendingJob picked_;
  Placement placement_;
  Placement in_path_order_;
  FreeSlots slots_;
  std::span<const RunningView> running_;  // for policies that look at them
  std::vector<Decision> decisions_;       // of a whole policy
  std::vector<JobIndex> decided_;         // their jobs
  std::size_t carried_out_ = 0;           // of these

  std::vector<std::uint32_t> logged_order_;  // positions in pending_, for the log only
  TemplateIndex blocked_;   // template of the job at which the last pass of a blocking policy ended
  std::size_t logged_ = 0;  // how many of them the log has received
};

}  // namespace bacelab
