#include "core/simulation/scheduler.hpp"

#include "core/scheduling/allocators/path_order.hpp"

namespace bacelab {
namespace {

void log_order(DecisionLog& log, const SystemState& state, double now_s,
               const std::vector<PendingJob>& pending, const std::vector<double>& scores,
               const std::vector<std::uint32_t>& order) {
  std::vector<std::int64_t> ids;
  std::vector<double> sorted;
  for (const std::uint32_t position : order) {
    ids.push_back(pending[position].id);
    sorted.push_back(scores[position]);
  }
  log.round(state);
  log.order(now_s, network_utilisation(state.demand, state.capacity), ids, sorted);
}

}  // namespace

void Scheduler::reset(Policy& policy, std::size_t templates, DecisionLog* log) {
  policy_ = &policy;
  log_ = log;
  round_ = 0;
  answers_.assign(templates, {});
  pending_.clear();
}

bool Scheduler::pick(const SystemState& state, double now_s, MechanismCounts& counts) {
  if (pending_.empty()) return false;
  ++round_;
  put_in_order(state, now_s);
  for (const std::uint32_t position : order_) {
    const PendingJob& job = pending_[position];
    const SearchOutcome outcome = search(state, job, log_);
    ++counts.searches;
    if (outcome.edge_refused) ++counts.searches_refusing;
    if (outcome.found) {
      picked_ = job;
      pending_.erase(pending_.begin() + position);
      count_start(state, position, counts);
      if (log_) log_->start(picked_.id, placement_);
      return true;
    }
    if (policy_->blocking) {
      if (log_) log_->blocked(job.id);
      return false;
    }
  }
  return false;
}

std::uint64_t Scheduler::held_back(const SystemState& state) {
  if (!policy_->blocking || pending_.size() < 2) return 0;
  std::uint64_t count = 0;
  for (std::size_t i = 1; i < order_.size(); ++i) {
    if (search(state, pending_[order_[i]], nullptr).found) ++count;
  }
  return count;
}

void Scheduler::put_in_order(const SystemState& state, double now_s) {
  policy_->ordering->score(state, pending_, scores_);
  sort_by_score(scores_, order_);
  if (log_) log_order(*log_, state, now_s, pending_, scores_, order_);
}

SearchOutcome Scheduler::search(const SystemState& state, const PendingJob& job, DecisionLog* log) {
  Answer& answer = answers_[job.model];
  if (answer.round == round_) {
    if (log) log->refused_as_before(job.id);
    return answer.outcome;
  }
  if (log) log->attempt(job.id);
  answer.outcome =
      policy_->path_finder->find(state, *job.plan, *policy_->allocator, placement_, log);
  answer.round = round_;
  return answer.outcome;
}

void Scheduler::count_start(const SystemState& state, std::size_t fcfs_rank,
                            MechanismCounts& counts) {
  ++counts.starts;
  if (fcfs_rank > 0) ++counts.starts_out_of_order;
  if (placement_.path.size() < 2) return;
  ++counts.starts_cross;
  in_path_order_.path = placement_.path;
  in_path_order_.option = placement_.option;
  PathOrder().allocate(state, in_path_order_);
  if (in_path_order_.stages != placement_.stages) ++counts.starts_reallocated;
}

}  // namespace bacelab
