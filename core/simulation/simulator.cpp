#include "core/simulation/simulator.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "core/contract.hpp"
#include "core/scheduling/rules.hpp"

namespace bacelab {
namespace {

constexpr double same_instant = 1.0 + 1e-11;     // events up to t times this belong to instant t
constexpr std::uint64_t instants_a_check = 256;  // for a stop: it may cost reading a clock

/// Are the jobs in order, and can each of them run?
bool can_run(const Scenario& scenario) {
  const auto by_id = [](const Job& x, const Job& y) { return x.id < y.id; };
  const auto can_be_run = [&](const Job& job) {
    return job.arrival_s >= 0.0 && job.iterations > 0.0 && !why_never_runs(scenario, job.model);
  };
  return std::is_sorted(scenario.jobs.begin(), scenario.jobs.end(), by_id) &&
         std::all_of(scenario.jobs.begin(), scenario.jobs.end(), can_be_run);
}

}  // namespace

const RunRecord& Simulator::run(const Scenario& scenario, Policy& policy, DecisionLog* log,
                                const StopCheck& is_to_stop) {
  BACELAB_EXPECTS(can_run(scenario));
  now_ = 0.0;
  try {
    reset(scenario, policy, log);
    run_to_end(is_to_stop);
  } catch (const RunStopped&) {
    throw;
  } catch (...) {
    if (!policy.is_checked) throw;
    rethrow_as_broken("at " + std::to_string(now_) + " s, ");
  }
  return record_;
}

void Simulator::run_to_end(const StopCheck& is_to_stop) {
  for (std::uint64_t instants = 1; unfinished_ > 0; ++instants) {
    const double instant = next_instant();
    if (instant == EventHeap::never) break;
    if (instants % instants_a_check == 0 && is_to_stop && is_to_stop()) throw RunStopped();
    pass_time(instant);
    // Bounded: an event that never happens must not belong to an instant at the largest double.
    const double limit = std::min(instant * same_instant, std::numeric_limits<double>::max());
    events_ = 0;
    finish_jobs(limit);
    change_environment(limit);
    take_arrivals(limit);
    if (nothing_to_do()) {
      update_utilisation();
      scheduler_.repeat_pass(record_.counts);
      continue;
    }
    schedule();
    if (network_.is_to_share()) share_links();
    held_back_ = scheduler_.held_back(state_);
  }
  record_.end_s = now_;
  for (std::size_t slot = 0; slot < running_.slots(); ++slot) {
    const RunningJob& running = running_[static_cast<std::uint32_t>(slot)];
    JobOutcome& outcome = record_.jobs[running.job.value()];
    if (!outcome.served) accounts_.close(running, outcome, record_.path_of(outcome), now_);
  }
}

void Simulator::reset(const Scenario& scenario, Policy& policy, DecisionLog* log) {
  scenario_ = &scenario;
  const Cluster& cluster = scenario.cluster;
  looks_ = log ? Looks{} : looks_of(policy);
  state_.reset(cluster, looks_);
  environment_.reset(cluster);
  network_.reset(cluster.links().size(), scenario.pipeline.schedule);
  scheduler_.reset(policy, scenario.templates->templates().size(), log, scenario.policy_seed);
  running_.reset();
  accounts_.reset(scenario);
  touched_.clear();
  // A running job holds at least one GPU.
  finishes_.reset(std::min(scenario.jobs.size(), static_cast<std::size_t>(cluster.total_gpus())));
  order_arrivals(scenario.jobs);
  reset_record(scenario.jobs);
  arrived_ = 0;
  note_next_arrival();
  unfinished_ = scenario.jobs.size();
  observed_ = false;
  regions_differ_ = cluster.regions_differ();
  utilisation_ = 0.0;
  utilisation_integral_ = 0.0;
  held_back_ = 0;
}

void Simulator::reset_record(const Table<JobIndex, Job>& jobs) {
  record_.jobs.clear();
  record_.jobs.reserve(jobs.size());
  for (const Job& job : jobs) {
    JobOutcome& outcome = record_.jobs.emplace_back();
    outcome.id = job.id;
    outcome.arrival_s = job.arrival_s;
  }
  record_.steps.clear();
  record_.steps.reserve(jobs.size());
  record_.counts = {};
  record_.utilisation_integral_s = 0.0;
  record_.blocked_job_seconds = 0.0;
}

void Simulator::order_arrivals(const Table<JobIndex, Job>& jobs) {
  by_arrival_.clear();
  by_arrival_.reserve(jobs.size());
  for (JobIndex job; job < jobs.end_index(); ++job) by_arrival_.push_back(job);
  const auto earlier = [&](JobIndex x, JobIndex y) {
    const double of_x = jobs[x].arrival_s;
    const double of_y = jobs[y].arrival_s;
    return of_x != of_y ? of_x < of_y : x < y;
  };
  if (!std::is_sorted(by_arrival_.begin(), by_arrival_.end(), earlier)) {
    std::sort(by_arrival_.begin(), by_arrival_.end(), earlier);
  }
}

void Simulator::note_next_arrival() {
  next_arrival_s_ = arrived_ < by_arrival_.size() ? scenario_->jobs[by_arrival_[arrived_]].arrival_s
                                                  : EventHeap::never;
}

double Simulator::next_instant() const {
  const double of_a_job = std::min(finishes_.next_time(), next_arrival_s_);
  return std::max(now_, std::min(of_a_job, environment_.next_time()));
}

void Simulator::pass_time(double until) {
  BACELAB_EXPECTS(until >= now_);
  utilisation_integral_ += utilisation_ * (until - now_);
  record_.blocked_job_seconds += static_cast<double>(held_back_) * (until - now_);
  now_ = until;
}

void Simulator::finish_jobs(double limit) {
  while (finishes_.next_time() <= limit) {
    finish(static_cast<std::uint32_t>(finishes_.next_source()));
  }
}

void Simulator::change_environment(double limit) {
  if (environment_.next_time() > limit) return;
  observed_ = false;
  environment_.advance(limit);
  const auto capacities = environment_.new_capacities();
  if (!capacities.empty()) ++events_;
  for (const auto& [region, usable] : capacities) {
    BACELAB_EXPECTS(usable <= scenario_->cluster.regions()[region].gpus);
    state_.set_usable_gpus(region, static_cast<int>(usable));
  }
  if (!network_.crossed().empty()) update_bandwidths();
}

/// Of the network's links. Nobody needs them while no job crosses one.
void Simulator::update_bandwidths() {
  const Environment::NewOfLinks bandwidths = environment_.new_bandwidths();
  if (!bandwidths.row.empty()) network_.set_bandwidths(bandwidths.row);
  for (const auto& [link, bandwidth] : bandwidths.changes) network_.set_bandwidth(link, bandwidth);
}

/// Have only prices and bandwidths changed that move no share and no answer of the scheduler?
bool Simulator::nothing_to_do() const {
  return events_ == 0 && !network_.is_to_share() && scheduler_.would_repeat();
}

void Simulator::take_arrivals(double limit) {
  if (next_arrival_s_ > limit) return;
  ++events_;
  const std::size_t first = arrived_;
  const auto& jobs = scenario_->jobs;
  while (next_arrival_s_ <= limit) {
    ++arrived_;
    note_next_arrival();
  }
  const auto begin = by_arrival_.begin();
  if (arrived_ - first > 1) {
    std::sort(begin + static_cast<std::ptrdiff_t>(first),
              begin + static_cast<std::ptrdiff_t>(arrived_));
  }
  for (std::size_t i = first; i < arrived_; ++i) {
    const JobIndex index = by_arrival_[i];
    const Job& job = jobs[index];
    const StagePlan& plan = *scenario_->templates->plan(job.model);
    JobOutcome& outcome = record_.jobs[index.value()];
    outcome.arrival_s = now_;
    outcome.ideal_s = job.iterations * plan.ideal_iteration_s();
    scheduler_.arrive({index, job.model, job.id, now_, &plan, outcome.ideal_s});
  }
}

void Simulator::schedule() {
  state_.add_up_demands(network_.crossed());
  if (!scheduler_.idle()) {
    observe();
    ++record_.counts.passes;
    const auto running = [this] { return view_running(); };
    while (scheduler_.pick(state_, now_, record_.counts, running)) {
      start(scheduler_.picked(), scheduler_.placement());
      state_.add_up_demands(network_.crossed());
    }
  }
  update_utilisation();
}

/// By id. Not inline: few policies look at them.
[[gnu::noinline]] std::span<const RunningView> Simulator::view_running() {
  running_views_.clear();
  for (std::size_t slot = 0; slot < running_.slots(); ++slot) {
    const RunningJob& running = running_[static_cast<std::uint32_t>(slot)];
    const JobOutcome& job = record_.jobs[running.job.value()];
    if (job.served) continue;
    running_views_.push_back({running.job, job.id, running.plan, running.option, job.start_s,
                              remaining_at(running, now_), running.iteration_s,
                              record_.path_of(job)});
  }
  std::sort(running_views_.begin(), running_views_.end(),
            [](const RunningView& x, const RunningView& y) { return x.job < y.job; });
  return running_views_;
}

/// Brings what the policy looks at up to date.
void Simulator::observe() {
  if (observed_) return;
  observed_ = true;
  if (looks_.at_prices) {
    for (const auto& [index, price] : environment_.new_prices_seen()) {
      const Region& region = scenario_->cluster.regions()[index];
      state_.set_price(index, price * region.pue * region.gpu.power_w);
    }
  }
  if (looks_.at_links) {
    const Environment::NewOfLinks bandwidths = environment_.new_bandwidths_seen();
    if (!bandwidths.row.empty()) state_.set_capacities(bandwidths.row);
    for (const auto& [link, bandwidth] : bandwidths.changes) state_.set_capacity(link, bandwidth);
  }
  state_.set_total_capacity(environment_.total_bandwidth_seen());
}

void Simulator::start(const PendingJob& job, const Placement& placement) {
  JobOutcome& outcome = record_.jobs[job.job.value()];
  outcome.started = true;
  outcome.start_s = now_;
  outcome.stages = placement.option->stages;
  outcome.gpus = outcome.stages * placement.option->gpus;

  const std::uint32_t slot = running_.take();
  RunningJob& running = running_[slot];
  running.job = job.job;
  running.plan = job.plan;
  running.option = placement.option;
  running.iteration_s = EventHeap::never;
  running.anchor_s = now_;
  running.remaining = scenario_->jobs[job.job].iterations;
  running.touched = false;
  state_.start_job();
  lay_path(outcome, running, placement);

  if (!running.links.empty()) update_bandwidths();
  for (std::uint32_t i = 0; i < running.links.size(); ++i) {
    network_.add(running.links[i], {job.job, slot, i, running.reserved_bit_per_s});
    state_.set_demand(running.links[i], network_.demand(running.links[i]));
  }
  // Of the others, the iteration time is known when their shares are.
  if (running.links.empty()) {
    project(slot,
            regions_differ_ ? time_in_one_region(job, placement) : placement.option->iteration_s);
  }
}

/// Takes the path of a job into its records, and the GPUs on it.
inline void Simulator::lay_path(JobOutcome& outcome, RunningJob& running,
                                const Placement& placement) {
  BACELAB_EXPECTS(scenario_->cluster.topology().is_path(placement.path));
  const std::size_t regions = placement.path.size();
  outcome.first_step = static_cast<std::uint32_t>(record_.steps.size());
  outcome.regions = static_cast<std::uint32_t>(regions);
  for (std::size_t i = 0; i < regions; ++i) {
    record_.steps.push_back({placement.path[i], placement.stages[i]});
    state_.take_gpus(placement.path[i], placement.stages[i] * placement.option->gpus);
  }
  running.links.clear();
  // In one region nothing is transferred: the iteration time is known once for all.
  if (regions > 1) lay_boundaries(running, placement);
}

void Simulator::lay_boundaries(RunningJob& running, const Placement& placement) {
  const Cluster& cluster = scenario_->cluster;
  const StageOption& option = *placement.option;
  running.reserved_bit_per_s = option.demand_bit_per_s;
  running.groups.clear();
  running.transfers.clear();
  for (std::size_t i = 0; i < placement.path.size(); ++i) {
    running.groups.push_back({placement.stages[i], option.stage_time_s});
    if (i == 0) continue;
    const LinkIndex link =
        *cluster.topology().link_between(placement.path[i - 1], placement.path[i]);
    running.links.push_back(link);
    running.transfers.push_back({0.0, cluster.links()[link].delay_s});  // its share comes later
  }
  if (regions_differ_) regard_regions(running, placement);
}

/// Sets what depends on the regions of a path. Not inline: mostly nothing does.
[[gnu::noinline]] void Simulator::regard_regions(RunningJob& running,
                                                 const Placement& placement) const {
  double slowest = 0.0;
  for (std::size_t i = 0; i < placement.path.size(); ++i) {
    running.groups[i] = group_of(*running.plan, placement, i);
    slowest = std::max(slowest, running.plan->relative_time(placement.path[i]));
  }
  // The pace is that of the slowest stage.
  running.reserved_bit_per_s = placement.option->demand_bit_per_s / slowest;
}

void Simulator::finish(std::uint32_t slot) {
  ++events_;
  const RunningJob& running = running_[slot];
  BACELAB_EXPECTS(remaining_at(running, now_) <= rounding_of_times * now_ / running.iteration_s);
  JobOutcome& outcome = record_.jobs[running.job.value()];
  outcome.served = true;
  outcome.finish_s = now_;
  --unfinished_;
  state_.end_job();
  accounts_.close(running, outcome, record_.path_of(outcome), now_);
  release(slot);
  record_.utilisation_integral_s = utilisation_integral_;
}

void Simulator::release(std::uint32_t slot) {
  const RunningJob& running = running_[slot];
  finishes_.set(slot, EventHeap::never);
  for (const PathStep& step : record_.path_of(record_.jobs[running.job.value()])) {
    state_.return_gpus(step.region, step.stages * running.option->gpus);
  }
  for (const LinkIndex link : running.links) {
    network_.remove(link, running.job);
    state_.set_demand(link, network_.demand(link));
  }
  running_.give_back(slot);
}

void Simulator::share_links() {
  network_.share();
  for (const Network::Change& change : network_.changes()) {
    RunningJob& running = running_[change.slot];
    running.transfers[change.boundary].transfer_s =
        8.0 * running.plan->boundary_bytes() / change.share;
    if (!running.touched) {
      running.touched = true;
      touched_.push_back(change.slot);
    }
  }
  for (const std::uint32_t slot : touched_) reproject(slot);
  touched_.clear();
}

void Simulator::reproject(std::uint32_t slot) {
  RunningJob& running = running_[slot];
  running.touched = false;
  const double iteration_s = iteration_time(scenario_->pipeline, running.groups, running.transfers,
                                            running.plan->micro_batches());
  if (iteration_s == running.iteration_s) return;
  if (accounts_.power_varies()) bill(running);
  running.remaining = remaining_at(running, now_);
  running.anchor_s = now_;
  project(slot, iteration_s);
}

/// Sets the finish of a job that goes on from now with this iteration time.
void Simulator::project(std::uint32_t slot, double iteration_s) {
  RunningJob& running = running_[slot];
  running.iteration_s = iteration_s;
  const double left_s = running.remaining > 0.0 ? running.remaining * iteration_s : 0.0;
  finishes_.set(slot, now_ + left_s);
}

/// Not inline: mostly power doesn't vary.
[[gnu::noinline]] void Simulator::bill(const RunningJob& running) {
  JobOutcome& outcome = record_.jobs[running.job.value()];
  accounts_.bill_since_anchor(running, outcome, record_.path_of(outcome), now_);
}

/// Not inline: mostly regions don't differ.
[[gnu::noinline]] double Simulator::time_in_one_region(const PendingJob& job,
                                                       const Placement& placement) const {
  const StageGroup group = group_of(*job.plan, placement, 0);
  return iteration_time(scenario_->pipeline, {&group, 1}, {}, job.plan->micro_batches());
}

/// Stages of one region of a placement, with the transfers between them.
StageGroup Simulator::group_of(const StagePlan& plan, const Placement& placement,
                               std::size_t position) const {
  const RegionIndex region = placement.path[position];
  return plan.group(*placement.option, placement.stages[position], region,
                    scenario_->cluster.regions()[region].internal_bit_per_s);
}

/// Of the network, from now on.
void Simulator::update_utilisation() {
  utilisation_ = network_utilisation(state_.total_demand(), environment_.total_bandwidth());
}

}  // namespace bacelab
