#include "core/simulation/simulator.hpp"

#include <algorithm>
#include <limits>

namespace bacelab {
namespace {

constexpr double joules_per_kwh = 3.6e6;
constexpr double same_instant = 1.0 + 1e-11;  // events up to t times this belong to instant t

}  // namespace

const RunRecord& Simulator::run(const Scenario& scenario, Policy& policy, DecisionLog* log) {
  reset(scenario, policy, log);
  while (unfinished_ > 0) {
    const double instant = next_instant();
    if (instant == EventHeap::never) break;
    pass_time(instant);
    // Bounded: what never comes must not belong to an instant at the end of all doubles.
    const double limit = std::min(instant * same_instant, std::numeric_limits<double>::max());
    finish_jobs(limit);
    change_environment(limit);
    take_arrivals(limit);
    schedule();
    share_links();
    utilisation_ = network_utilisation(state_.demand, network_.bandwidth());
    held_back_ = scheduler_.held_back(state_);
  }
  record_.end_s = now_;
  for (JobIndex job; job < running_.end_index(); ++job) {
    const JobOutcome& outcome = record_.jobs[job.value()];
    if (outcome.started && !outcome.served) close_account(job, now_);
  }
  return record_;
}

void Simulator::reset(const Scenario& scenario, Policy& policy, DecisionLog* log) {
  scenario_ = &scenario;
  const Cluster& cluster = scenario.cluster;
  const std::size_t jobs = scenario.jobs.size();

  state_.topology = &cluster.topology();
  state_.total_gpus = cluster.total_gpus();
  state_.running_jobs = 0;
  state_.free_gpus.assign(cluster.regions().size(), 0);
  state_.price.assign(cluster.regions().size(), 0.0);
  state_.capacity.assign(cluster.links().size(), 0.0);
  state_.demand.assign(cluster.links().size(), 0.0);
  held_gpus_.assign(cluster.regions().size(), 0);
  usable_gpus_.assign(cluster.regions().size(), 0);
  for (RegionIndex region; region < cluster.regions().end_index(); ++region) {
    usable_gpus_[region] = cluster.regions()[region].gpus;
    update_free(region);
  }
  environment_.reset(scenario);
  network_.reset(cluster.links().size(), scenario.pipeline.schedule);
  scheduler_.reset(policy, scenario.templates->templates().size(), log);
  finishes_.reset(jobs);

  by_arrival_.clear();
  for (JobIndex job; job < scenario.jobs.end_index(); ++job) by_arrival_.push_back(job);
  std::sort(by_arrival_.begin(), by_arrival_.end(), [&](JobIndex x, JobIndex y) {
    const double earlier = scenario.jobs[x].arrival_s;
    const double later = scenario.jobs[y].arrival_s;
    return earlier != later ? earlier < later : x < y;
  });
  arrived_ = 0;
  unfinished_ = jobs;
  running_.assign(jobs, {});
  boundaries_.clear();
  touched_.clear();
  now_ = 0.0;
  utilisation_ = 0.0;
  utilisation_integral_ = 0.0;
  held_back_ = 0;
  record_.jobs.assign(jobs, {});
  for (JobIndex job; job < scenario.jobs.end_index(); ++job) {
    record_.jobs[job.value()].id = scenario.jobs[job].id;
    record_.jobs[job.value()].arrival_s = scenario.jobs[job].arrival_s;
  }
  record_.steps.clear();
  record_.counts = {};
  record_.utilisation_integral_s = 0.0;
  record_.blocked_job_seconds = 0.0;
}

double Simulator::next_instant() const {
  double next = std::min(finishes_.next_time(), environment_.next_time());
  if (arrived_ < by_arrival_.size()) {
    next = std::min(next, scenario_->jobs[by_arrival_[arrived_]].arrival_s);
  }
  return std::max(next, now_);
}

void Simulator::pass_time(double until) {
  utilisation_integral_ += utilisation_ * (until - now_);
  record_.blocked_job_seconds += static_cast<double>(held_back_) * (until - now_);
  now_ = until;
}

void Simulator::finish_jobs(double limit) {
  while (finishes_.next_time() <= limit) finish(JobIndex(finishes_.next_source()));
}

void Simulator::change_environment(double limit) {
  environment_.advance(limit);
  for (const EnvironmentChange& change : environment_.changes()) apply(change);
}

void Simulator::apply(const EnvironmentChange& change) {
  switch (change.quantity) {
    case Quantity::price_true:
      return;
    case Quantity::price_seen: {
      const RegionIndex index(change.owner);
      const Region& region = scenario_->cluster.regions()[index];
      state_.price[index] = change.value * region.pue * region.gpu.power_w;
      return;
    }
    case Quantity::capacity:
      usable_gpus_[RegionIndex(change.owner)] = static_cast<int>(change.value);
      update_free(RegionIndex(change.owner));
      return;
    case Quantity::bandwidth:
      network_.set_bandwidth(LinkIndex(change.owner), change.value);
      state_.capacity[LinkIndex(change.owner)] = change.value;
      return;
    case Quantity::bandwidth_true:
      network_.set_bandwidth(LinkIndex(change.owner), change.value);
      return;
    case Quantity::bandwidth_seen:
      state_.capacity[LinkIndex(change.owner)] = change.value;
      return;
  }
}

void Simulator::take_arrivals(double limit) {
  const std::size_t first = arrived_;
  const auto& jobs = scenario_->jobs;
  while (arrived_ < by_arrival_.size() && jobs[by_arrival_[arrived_]].arrival_s <= limit) {
    ++arrived_;
  }
  const auto begin = by_arrival_.begin();
  std::sort(begin + static_cast<std::ptrdiff_t>(first),
            begin + static_cast<std::ptrdiff_t>(arrived_));
  for (std::size_t i = first; i < arrived_; ++i) {
    const JobIndex index = by_arrival_[i];
    const Job& job = jobs[index];
    const StagePlan& plan = plan_of(index);
    JobOutcome& outcome = record_.jobs[index.value()];
    outcome.arrival_s = now_;
    outcome.ideal_s = job.iterations * plan.ideal_iteration_s();
    scheduler_.arrive({index, job.model, job.id, now_, &plan, outcome.ideal_s});
  }
}

void Simulator::schedule() {
  if (scheduler_.idle()) return;
  ++record_.counts.passes;
  while (scheduler_.pick(state_, now_, record_.counts)) {
    start(scheduler_.picked(), scheduler_.placement());
  }
}

void Simulator::start(const PendingJob& job, const Placement& placement) {
  JobOutcome& outcome = record_.jobs[job.job.value()];
  outcome.started = true;
  outcome.start_s = now_;
  outcome.stages = placement.option->stages;
  lay_path(outcome, placement);

  Running& running = running_[job.job];
  running.option = placement.option;
  running.anchor_s = now_;
  running.remaining = scenario_->jobs[job.job].iterations;
  running.touched = true;
  touched_.push_back(job.job);
  ++state_.running_jobs;

  for (const PathStep& step : record_.path_of(outcome)) {
    held_gpus_[step.region] += step.stages;
    update_free(step.region);
  }
  for (std::uint32_t i = 0; i + 1 < outcome.regions; ++i) {
    const std::uint32_t boundary = outcome.first_step + i;
    const LinkIndex link = boundaries_[boundary].link;
    network_.add(link, {job.job, boundary, placement.option->demand_bit_per_s});
    update_demand(link);
  }
}

void Simulator::lay_path(JobOutcome& outcome, const Placement& placement) {
  const Topology& topology = scenario_->cluster.topology();
  outcome.first_step = static_cast<std::uint32_t>(record_.steps.size());
  outcome.regions = static_cast<std::uint32_t>(placement.path.size());
  for (std::size_t i = 0; i < placement.path.size(); ++i) {
    record_.steps.push_back({placement.path[i], placement.stages[i]});
    const bool last = i + 1 == placement.path.size();
    boundaries_.push_back(
        {last ? LinkIndex() : *topology.link_between(placement.path[i], placement.path[i + 1])});
  }
}

void Simulator::finish(JobIndex job) {
  JobOutcome& outcome = record_.jobs[job.value()];
  outcome.served = true;
  outcome.finish_s = now_;
  --unfinished_;
  --state_.running_jobs;
  close_account(job, now_);
  release(job);
  record_.utilisation_integral_s = utilisation_integral_;
}

void Simulator::release(JobIndex job) {
  const JobOutcome& outcome = record_.jobs[job.value()];
  finishes_.set(job.value(), EventHeap::never);
  for (const PathStep& step : record_.path_of(outcome)) {
    held_gpus_[step.region] -= step.stages;
    update_free(step.region);
  }
  for (std::uint32_t i = 0; i + 1 < outcome.regions; ++i) {
    const LinkIndex link = boundaries_[outcome.first_step + i].link;
    network_.remove(link, job);
    update_demand(link);
  }
}

void Simulator::share_links() {
  network_.share();
  for (const Network::Change& change : network_.changes()) {
    boundaries_[change.boundary].bit_per_s = change.share;
    if (!running_[change.job].touched) {
      running_[change.job].touched = true;
      touched_.push_back(change.job);
    }
  }
  for (const JobIndex job : touched_) reproject(job);
  touched_.clear();
}

void Simulator::reproject(JobIndex job) {
  Running& running = running_[job];
  running.touched = false;
  const double iteration_s = time_of_iteration(job);
  if (iteration_s == running.iteration_s) return;
  running.remaining = remaining_at(job, now_);
  running.anchor_s = now_;
  running.iteration_s = iteration_s;
  const double left_s = running.remaining > 0.0 ? running.remaining * iteration_s : 0.0;
  finishes_.set(job.value(), now_ + left_s);
}

void Simulator::close_account(JobIndex index, double until) {
  JobOutcome& job = record_.jobs[index.value()];
  const double left = job.served ? 0.0 : remaining_at(index, until);
  const double iterations = scenario_->jobs[index].iterations - left;
  const StagePlan& plan = plan_of(index);
  const double boundary_bytes = 2.0 * plan.micro_batches().count * plan.boundary_bytes();
  for (std::uint32_t i = 0; i < job.regions; ++i) {
    const PathStep& step = record_.steps[job.first_step + i];
    const Region& region = scenario_->cluster.regions()[step.region];
    const double watts = step.stages * region.gpu.power_w * region.pue;
    job.energy_kwh += watts * (until - job.start_s) / joules_per_kwh;
    job.cost_usd += watts * region.price.integral(job.start_s, until) / joules_per_kwh;
    if (i + 1 == job.regions) break;
    const Link& link = scenario_->cluster.links()[boundaries_[job.first_step + i].link];
    job.egress_bytes += iterations * boundary_bytes;
    job.egress_usd += iterations * boundary_bytes / 1e9 * link.transfer_usd_per_gb;
  }
  if (job.served && job.regions > 1) {
    const double unhindered = iterations * unhindered_iteration(index);
    job.stalled_fraction = std::max(0.0, 1.0 - unhindered / (until - job.start_s));
  }
}

void Simulator::update_free(RegionIndex region) {
  state_.free_gpus[region] = std::max(0, usable_gpus_[region] - held_gpus_[region]);
}

void Simulator::update_demand(LinkIndex link) { state_.demand[link] = network_.demand(link); }

const StagePlan& Simulator::plan_of(JobIndex job) const {
  return *scenario_->templates->plan(scenario_->jobs[job].model);
}

double Simulator::time_of_iteration(JobIndex index) const {
  const JobOutcome& job = record_.jobs[index.value()];
  const StagePlan& plan = plan_of(index);
  groups_.clear();
  transfers_.clear();
  for (std::uint32_t i = 0; i < job.regions; ++i) {
    groups_.push_back(
        {record_.steps[job.first_step + i].stages, running_[index].option->stage_time_s});
    if (i + 1 == job.regions) break;
    const BoundaryShare& share = boundaries_[job.first_step + i];
    transfers_.push_back({8.0 * plan.boundary_bytes() / share.bit_per_s,
                          scenario_->cluster.links()[share.link].delay_s});
  }
  return iteration_time(scenario_->pipeline, groups_, transfers_, plan.micro_batches());
}

/// The same with every share equal to the demand, or with transfers that take no time where
/// demands don't cap shares.
double Simulator::unhindered_iteration(JobIndex index) const {
  const JobOutcome& job = record_.jobs[index.value()];
  const StagePlan& plan = plan_of(index);
  const StageOption& option = *running_[index].option;
  const double transfer_s = demand_caps_share(scenario_->pipeline.schedule)
                                ? 8.0 * plan.boundary_bytes() / option.demand_bit_per_s
                                : 0.0;
  groups_.clear();
  transfers_.clear();
  for (std::uint32_t i = 0; i < job.regions; ++i) {
    groups_.push_back({record_.steps[job.first_step + i].stages, option.stage_time_s});
    if (i + 1 == job.regions) break;
    const LinkIndex link = boundaries_[job.first_step + i].link;
    transfers_.push_back({transfer_s, scenario_->cluster.links()[link].delay_s});
  }
  return iteration_time(scenario_->pipeline, groups_, transfers_, plan.micro_batches());
}

double Simulator::remaining_at(JobIndex job, double time) const {
  const Running& running = running_[job];
  return std::max(0.0, running.remaining - (time - running.anchor_s) / running.iteration_s);
}

}  // namespace bacelab
