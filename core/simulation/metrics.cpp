#include "core/simulation/metrics.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/no_value.hpp"

namespace bacelab {
namespace {

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : no_value; }

/// A count as a fraction of another; 0 if that is 0.
double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

double jct_mean(const RunSummary& run) { return ratio(run.totals.jct_s, run.totals.served); }

double wait_mean(const RunSummary& run) { return ratio(run.totals.wait_s, run.totals.started); }
double slowdown_mean(const RunSummary& run) {
  return ratio(run.totals.slowdown, run.totals.served);
}
double makespan(const RunSummary& run) { return run.last_finish_s - run.first_arrival_s; }

double cost(const RunSummary& run) { return run.totals.cost_usd; }
double energy(const RunSummary& run) { return run.totals.energy_kwh; }
double egress_cost(const RunSummary& run) { return run.totals.egress_usd; }
double cost_total(const RunSummary& run) { return run.totals.cost_usd + run.totals.egress_usd; }

double gpu_utilisation(const RunSummary& run) {
  // A job that is never served may hold its GPUs beyond the last finish, where the makespan ends.
  const double end_s = run.last_finish_s;
  double held = 0.0;
  for (const JobOutcome& job : run.record->jobs) {
    if (!job.started || job.start_s > end_s) continue;
    held += job.gpus * ((job.served ? job.finish_s : end_s) - job.start_s);
  }
  return ratio(held, run.scenario->cluster.total_gpus() * makespan(run));
}
double network_utilisation_mean(const RunSummary& run) {
  return ratio(run.record->utilisation_integral_s, makespan(run));
}

double cross_region_jobs(const RunSummary& run) {
  return static_cast<double>(run.record->counts.starts_cross);
}
double stalled_fraction(const RunSummary& run) {
  return ratio(run.totals.stalled_fraction, run.totals.served);
}
double head_of_line_blocked(const RunSummary& run) { return run.record->blocked_job_seconds; }
double unserved_jobs(const RunSummary& run) { return run.totals.unserved; }
double scheduling_passes(const RunSummary& run) {
  return static_cast<double>(run.record->counts.passes);
}
double beyond_horizon(const RunSummary& run) {
  const auto& horizon = run.scenario->horizon_s;
  return horizon ? std::max(0.0, run.record->end_s - *horizon) : 0.0;
}

double edges_refused_share(const RunSummary& run) {
  return share(run.record->counts.searches_refusing, run.record->counts.searches);
}
double out_of_order_share(const RunSummary& run) {
  return share(run.record->counts.starts_out_of_order, run.record->counts.starts);
}
double reallocated_share(const RunSummary& run) {
  return share(run.record->counts.starts_reallocated, run.record->counts.starts_cross);
}

constexpr auto all_metrics = std::to_array<MetricInfo>({
    {"jct_mean", "s", "mean job completion time", "Mean over served jobs of finish - arrival.",
     jct_mean},
    {"jct_median", "s", "median job completion time",
     "Median over served jobs of finish - arrival (quantile type 7).", JctQuantile{0.5}},
    {"jct_p95", "s", "95th percentile of job completion time",
     "Quantile 0.95 over served jobs of finish - arrival (type 7).", JctQuantile{0.95}},
    {"jct_p99", "s", "99th percentile of job completion time",
     "Quantile 0.99 over served jobs of finish - arrival (type 7).", JctQuantile{0.99}},
    {"jct_max", "s", "longest job completion time", "Maximum over served jobs of finish - arrival.",
     JctQuantile{1.0}},
    {"wait_mean", "s", "mean wait", "Mean over started jobs of start - arrival.", wait_mean},
    {"slowdown_mean", "1", "mean slowdown",
     "Mean over served jobs of job completion time over ideal time: the job's iterations "
     "at its best stage count without transfers.",
     slowdown_mean},
    {"makespan", "s", "makespan", "Last finish - first arrival.", makespan},
    {"cost", "USD", "electricity cost",
     "Electricity cost of all jobs while they run, at the true prices.", cost},
    {"energy", "kWh", "energy", "Electricity used by all jobs, with PUE.", energy},
    {"egress_cost", "USD", "transfer cost", "Cost of the bytes that all jobs moved over links.",
     egress_cost},
    {"cost_total", "USD", "total cost", "Electricity cost and transfer cost.", cost_total},
    {"gpu_utilisation", "1", "GPU utilisation",
     "GPU-seconds held by jobs over (GPUs of the cluster * makespan).", gpu_utilisation, true},
    {"network_utilisation", "1", "network utilisation",
     "Time average over the makespan of min(1, demands / bandwidths), summed over links.",
     network_utilisation_mean},
    {"cross_region_jobs", "1", "cross-region jobs",
     "Jobs started on a path of more than one region.", cross_region_jobs},
    {"stalled_fraction", "1", "mean stalled fraction",
     "Mean over served jobs of the fraction of the running time lost because links gave "
     "less than the demand.",
     stalled_fraction},
    {"head_of_line_blocked", "s", "head-of-line blocked job-seconds",
     "Number of jobs behind a blocked first job that could have been placed, integrated "
     "over time.",
     head_of_line_blocked},
    {"unserved_jobs", "1", "unserved jobs", "Jobs not finished after the last event.",
     unserved_jobs},
    {"scheduling_passes", "1", "scheduling passes", "Instants at which a job was pending.",
     scheduling_passes},
    {"beyond_horizon", "s", "time beyond the horizon",
     "Time that the run spent after the end of the generated series.", beyond_horizon},
    {"edges_refused_share", "1", "share of searches that refused an edge",
     "Path finder calls in which an edge was refused for its residual bandwidth, over all "
     "calls; 0 without a call.",
     edges_refused_share},
    {"out_of_order_share", "1", "share of starts out of order",
     "Starts of jobs that were not the first to arrive, over all starts; 0 without a start.",
     out_of_order_share},
    {"reallocated_share", "1", "share of cross-region starts reallocated",
     "Cross-region starts with other stages per region than path order gives, over all "
     "cross-region starts; 0 without one.",
     reallocated_share},
});

constexpr bool is_quantile(const MetricInfo& metric) {
  return std::holds_alternative<JctQuantile>(metric.source);
}

constexpr auto all_quantiles = [] {
  std::array<double, std::count_if(all_metrics.begin(), all_metrics.end(), is_quantile)> all{};
  auto next = all.begin();
  for (const MetricInfo& metric : all_metrics) {
    if (is_quantile(metric)) *next++ = std::get<JctQuantile>(metric.source).probability;
  }
  std::sort(all.begin(), all.end());
  return all;
}();
static_assert(all_quantiles.front() >= 0.0 && all_quantiles.back() <= 1.0);

double if_started(const JobOutcome& job, double value) { return job.started ? value : no_value; }
double if_served(const JobOutcome& job, double value) { return job.served ? value : no_value; }

double job_arrival(const JobOutcome& job) { return job.arrival_s; }
double job_start(const JobOutcome& job) { return if_started(job, job.start_s); }
double job_finish(const JobOutcome& job) { return if_served(job, job.finish_s); }
double job_jct(const JobOutcome& job) { return if_served(job, job.finish_s - job.arrival_s); }
double job_wait(const JobOutcome& job) { return if_started(job, job.start_s - job.arrival_s); }
double job_slowdown(const JobOutcome& job) {
  return if_served(job, (job.finish_s - job.arrival_s) / job.ideal_s);
}
double job_stages(const JobOutcome& job) { return if_started(job, job.stages); }
double job_gpus(const JobOutcome& job) { return if_started(job, job.gpus); }
double job_regions(const JobOutcome& job) { return if_started(job, job.regions); }
double job_energy(const JobOutcome& job) { return job.energy_kwh; }
double job_cost(const JobOutcome& job) { return job.cost_usd; }
double job_egress_bytes(const JobOutcome& job) { return job.egress_bytes; }
double job_egress_cost(const JobOutcome& job) { return job.egress_usd; }
double job_cost_total(const JobOutcome& job) { return job.cost_usd + job.egress_usd; }
double job_stalled_fraction(const JobOutcome& job) { return if_served(job, job.stalled_fraction); }

constexpr auto all_columns = std::to_array<JobColumnInfo>({
    {"arrival", "s", "arrival", "Time at which the job joined the queue.", job_arrival},
    {"start", "s", "start", "Time at which the job began to run.", job_start},
    {"finish", "s", "finish", "Time at which the job finished.", job_finish},
    {"jct", "s", "job completion time", "Finish - arrival.", job_jct},
    {"wait", "s", "wait", "Start - arrival.", job_wait},
    {"slowdown", "1", "slowdown",
     "Job completion time over the ideal time at the best stage count.", job_slowdown},
    {"stages", "1", "stages", "Stages of the pipeline.", job_stages},
    {"gpus", "1", "GPUs", "GPUs of all stages.", job_gpus},
    {"regions", "1", "regions", "Regions on the path.", job_regions},
    {"energy", "kWh", "energy", "Electricity used, with PUE.", job_energy},
    {"cost", "USD", "electricity cost", "Electricity cost at the true prices.", job_cost},
    {"egress_bytes", "B", "bytes moved", "Moved over links, both directions.", job_egress_bytes},
    {"egress_cost", "USD", "transfer cost", "Cost of the bytes moved.", job_egress_cost},
    {"cost_total", "USD", "total cost", "Electricity cost and transfer cost.", job_cost_total},
    {"stalled_fraction", "1", "stalled fraction",
     "Fraction of the running time lost because links gave less than the demand.",
     job_stalled_fraction},
});

}  // namespace

Registry<MetricInfo> metric_registry() {
  static constexpr Registry registry(all_metrics);
  return registry;
}

std::span<const double> metric_quantiles() { return all_quantiles; }

Registry<JobColumnInfo> job_column_registry() {
  static constexpr Registry registry(all_columns);
  return registry;
}

}  // namespace bacelab
