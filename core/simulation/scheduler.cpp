#include "core/simulation/scheduler.hpp"

#include <algorithm>
#include <string>

#include "core/contract.hpp"
#include "core/scheduling/allocators.hpp"
#include "core/scheduling/rules.hpp"

namespace bacelab {
namespace {

bool is_later(const PendingJob& job, const PendingJob& other) {
  return job.arrival_s != other.arrival_s ? job.arrival_s > other.arrival_s : job.id > other.id;
}

/// Is it what a path finder promises?
bool is_placement(const JobView& view, const Placement& placement) {
  return view.state.topology().is_path(placement.path) && is_divided(view, placement);
}

/// Begins the message of what went wrong with a job.
std::string of_job(std::int64_t id) { return "job " + std::to_string(id) + ": "; }

}  // namespace

void Scheduler::reset(Policy& policy, std::size_t templates, DecisionLog* log, std::uint64_t seed) {
  policy_ = &policy;
  log_ = log;
  sees_running_ = looks_of(policy).at_running;
  by_arrival_ = !policy.whole && policy.ordering->keeps_arrival_order();
  asked_always_ =
      log != nullptr || policy.whole || (policy.blocking && policy.ordering->depends_on_state());
  in_order_of_path_ = !policy.whole && policy.allocator->is_path_order();
  first_only_ = policy.blocking && by_arrival_ && log == nullptr && !policy.is_checked;
  round_ = 0;
  queues_.assign(templates, {});
  pending_.clear();
  running_ = {};
  decisions_.clear();
  carried_out_ = 0;
  if (policy.whole) {
    policy.whole->begin_run(seed);
  } else {
    policy.ordering->begin_run();
    policy.path_finder->begin_run();
    policy.allocator->begin_run();
  }
}

void Scheduler::arrive(const PendingJob& job) {
  BACELAB_EXPECTS(job.plan != nullptr);
  BACELAB_EXPECTS(pending_.empty() || is_later(job, pending_.jobs().back()));
  pending_.push_back(job);
  queues_[job.template_index].plan = job.plan;
  ++queues_[job.template_index].pending;
}

bool Scheduler::pick_in_order(const SystemState& state, double now_s, MechanismCounts& counts) {
  if (!policy_->blocking && all_are_refused(state)) {
    count_all_tried(counts);
    return false;
  }
  begin_round(state, now_s);
  while (const auto position = next_in_order(state)) {
    const PendingJob& job = pending_.jobs()[*position];
    TemplateQueue& queue = queues_[job.template_index];
    if (log_) log_refused_before(*position);
    if (!is_refused(queue, state)) {
      if (log_) log_->attempt(job.id);
      search_and_check(state, queue, log_);
    }
    if (queue.outcome.found) {
      count_tries_up_to(*position, counts);
      take(state, *position, counts);
      return true;
    }
    if (policy_->blocking) {
      blocked_ = job.template_index;
      count_try(queue, counts);
      if (log_) log_->blocked(job.id);
      return false;
    }
  }
  if (log_) log_refused_before(pending_.size());
  count_all_tried(counts);
  return false;
}

bool Scheduler::pick_first(const SystemState& state, MechanismCounts& counts) {
  const TemplateIndex model = pending_.jobs().front().template_index;
  TemplateQueue& queue = queues_[model];
  if (!is_refused(queue, state)) search(state, queue, nullptr);
  if (!queue.outcome.found) {
    blocked_ = model;
    count_try(queue, counts);
    return false;
  }
  count_try(queue, counts);
  take(state, 0, counts);
  return true;
}

bool Scheduler::pick_decided(const SystemState& state, double now_s, MechanismCounts& counts) {
  if (carried_out_ == decisions_.size()) {
    decisions_.clear();
    decided_.clear();
    carried_out_ = 0;
    const auto jobs = pending_.jobs();
    if (log_) {
      scores_.assign(jobs.size(), 0.0);
      log_order(state, now_s);
    }
    policy_->whole->decide({state, now_s, jobs, running_}, decisions_);
    for (const Decision& decision : decisions_) {
      if (decision.position >= jobs.size()) {
        throw RuleBroken("there is no pending job " + std::to_string(decision.position) +
                         ", but 0 to " + std::to_string(jobs.size() - 1));
      }
      decided_.push_back(jobs[decision.position].job);
    }
  }
  if (carried_out_ == decisions_.size()) {
    if (log_) log_->refused("the policy waits");
    return false;
  }
  const std::size_t position = place_decided(state);
  ++carried_out_;
  ++counts.searches;
  if (log_) {
    log_->attempt(pending_.jobs()[position].id);
    log_->candidate(placement_);
  }
  take(state, position, counts);
  return true;
}

std::size_t Scheduler::place_decided(const SystemState& state) {
  const Decision& decision = decisions_[carried_out_];
  const auto jobs = pending_.jobs();
  const auto place = std::find_if(jobs.begin(), jobs.end(), [&](const PendingJob& job) {
    return job.job == decided_[carried_out_];
  });
  if (place == jobs.end()) throw RuleBroken("the policy starts a job twice");
  placement_.clear();
  placement_.path = decision.path;
  placement_.stages = decision.stages;
  try {
    placement_.option = &require_place(state, *place->plan, placement_.path, placement_.stages);
  } catch (const RuleBroken&) {
    rethrow_as_broken(of_job(place->id));
  }
  return static_cast<std::size_t>(place - jobs.begin());
}

bool Scheduler::would_repeat() const {
  if (pending_.empty()) return true;
  if (asked_always_) return false;
  const auto is_lasting = [](const TemplateQueue& queue) {
    return queue.pending == 0 || queue.outcome.by_gpus_alone;
  };
  // Of a blocking policy the others are searched only to count those held back, from two jobs on.
  if (policy_->blocking && pending_.size() < 2) return queues_[blocked_].outcome.by_gpus_alone;
  return std::all_of(queues_.begin(), queues_.end(), is_lasting);
}

void Scheduler::repeat_pass(MechanismCounts& counts) const {
  if (pending_.empty()) return;
  ++counts.passes;
  if (policy_->blocking) {
    count_try(queues_[blocked_], counts);
  } else {
    count_all_tried(counts);
  }
}

std::uint64_t Scheduler::count_held_back(const SystemState& state) {
  // The first in order has a refused template, so it is not among the jobs counted.
  std::uint64_t count = 0;
  for (TemplateQueue& queue : queues_) {
    if (queue.pending == 0) continue;
    if (!is_answered(queue, state)) search_and_check(state, queue, nullptr);
    if (queue.outcome.found) count += queue.pending;
  }
  return count;
}

bool Scheduler::is_answered(const TemplateQueue& queue, const SystemState& state) const {
  if (queue.round == round_) return true;
  // A log receives the searches of every round.
  return log_ == nullptr && queue.version == state.version();
}

bool Scheduler::is_refused(const TemplateQueue& queue, const SystemState& state) const {
  return is_answered(queue, state) && !queue.outcome.found;
}

bool Scheduler::all_are_refused(const SystemState& state) const {
  return std::all_of(queues_.begin(), queues_.end(), [&](const TemplateQueue& queue) {
    return queue.pending == 0 || is_refused(queue, state);
  });
}

void Scheduler::begin_round(const SystemState& state, double now_s) {
  if (pending_.size() == 1 && !log_) {
    scores_.assign(1, 0.0);  // nothing to put in order
  } else if (!by_arrival_ || log_) {
    policy_->ordering->score({state, now_s, pending_.jobs(), running_}, scores_);
    if (policy_->is_checked) require_scores(scores_, pending_.size());
  }
  if (log_) log_order(state, now_s);
}

std::optional<std::size_t> Scheduler::next_in_order(const SystemState& state) const {
  const auto jobs = pending_.jobs();
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (best && !(scores_[i] < scores_[*best])) continue;
    if (!policy_->blocking && is_refused(queues_[jobs[i].template_index], state)) continue;
    best = i;
    if (by_arrival_) break;
  }
  return best;
}

void Scheduler::search(const SystemState& state, TemplateQueue& queue, DecisionLog* log) {
  if (state.total_free_gpus() == 0 && !log) {
    queue.outcome = {.by_gpus_alone = true};
  } else {
    queue.outcome =
        policy_->path_finder->find(state, *queue.plan, *policy_->allocator, placement_, log);
  }
  BACELAB_ENSURES(policy_->is_checked || !queue.outcome.found ||
                  is_placement(slots_.of(state, *queue.plan, *placement_.option), placement_));
  queue.round = round_;
  queue.version = state.version();
}

void Scheduler::search_and_check(const SystemState& state, TemplateQueue& queue, DecisionLog* log) {
  if (policy_->is_checked) {
    search_checked(state, queue, log);
  } else {
    search(state, queue, log);
  }
}

/// For parts that are not all the program's own: what is found must be a place, and what is thrown
/// is told with the first job of the template. Not inline: the program's own path finders are
/// right.
[[gnu::noinline]] void Scheduler::search_checked(const SystemState& state, TemplateQueue& queue,
                                                 DecisionLog* log) {
  try {
    search(state, queue, log);
    if (!queue.outcome.found) return;
    placement_.option = &require_place(state, *queue.plan, placement_.path, placement_.stages);
  } catch (...) {
    const auto jobs = pending_.jobs();
    const auto first = std::find_if(jobs.begin(), jobs.end(), [&](const PendingJob& job) {
      return &queues_[job.template_index] == &queue;
    });
    rethrow_as_broken(of_job(first->id));
  }
}

void Scheduler::take(const SystemState& state, std::size_t position, MechanismCounts& counts) {
  picked_ = pending_.jobs()[position];
  pending_.erase(position);
  --queues_[picked_.template_index].pending;
  count_start(state, position, counts);
  if (log_) log_->start(picked_.id, placement_);
}

void Scheduler::count_try(const TemplateQueue& queue, MechanismCounts& counts) {
  ++counts.searches;
  if (queue.outcome.edge_refused) ++counts.searches_refusing;
}

/// No job could be placed.
void Scheduler::count_all_tried(MechanismCounts& counts) const {
  for (const TemplateQueue& queue : queues_) {
    counts.searches += queue.pending;
    if (queue.pending > 0 && queue.outcome.edge_refused) counts.searches_refusing += queue.pending;
  }
}

/// The job at `position` could be placed, those before it in order could not.
void Scheduler::count_tries_up_to(std::size_t position, MechanismCounts& counts) const {
  const auto jobs = pending_.jobs();
  count_try(queues_[jobs[position].template_index], counts);
  if (policy_->blocking) return;
  const std::size_t end = by_arrival_ ? position : jobs.size();
  for (std::size_t i = 0; i < end; ++i) {
    const bool before = by_arrival_ || scores_[i] < scores_[position] ||
                        (scores_[i] == scores_[position] && i < position);
    if (before) count_try(queues_[jobs[i].template_index], counts);
  }
}

void Scheduler::count_start(const SystemState& state, std::size_t position,
                            MechanismCounts& counts) {
  ++counts.starts;
  if (position > 0) ++counts.starts_out_of_order;
  if (placement_.path.size() < 2) return;
  ++counts.starts_cross;
  if (in_order_of_path_) return;
  in_path_order_.path = placement_.path;
  in_path_order_.option = placement_.option;
  PathOrder().allocate(slots_.of(state, *picked_.plan, *placement_.option), in_path_order_);
  if (in_path_order_.stages != placement_.stages) ++counts.starts_reallocated;
}

void Scheduler::log_order(const SystemState& state, double now_s) {
  sort_by_score(scores_, logged_order_);
  logged_ = 0;
  std::vector<std::int64_t> ids;
  std::vector<double> sorted;
  for (const std::uint32_t position : logged_order_) {
    ids.push_back(pending_.jobs()[position].id);
    sorted.push_back(scores_[position]);
  }
  log_->round(state);
  if (policy_->whole) sorted.clear();  // it has none
  log_->order(now_s, network_utilisation(state.total_demand(), state.total_capacity()), ids,
              sorted);
}

/// Reports to the log the jobs before `position` in order, whose templates have already been
/// refused.
void Scheduler::log_refused_before(std::size_t position) {
  for (; logged_ < logged_order_.size() && logged_order_[logged_] != position; ++logged_) {
    log_->refused_as_before(pending_.jobs()[logged_order_[logged_]].id);
  }
  ++logged_;
}

}  // namespace bacelab
