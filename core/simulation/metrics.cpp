#include "core/simulation/metrics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace bacelab {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : none; }

/// Part of a count; 0 of nothing.
double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

double completion_time(const JobOutcome& job) { return job.finish_s - job.arrival_s; }

double jct_mean(const RunSummary& run) { return ratio(run.totals.jct_s, run.totals.served); }
double jct_median(const RunSummary& run) { return quantile_of_sorted(run.jct_s, 0.5); }
double jct_p95(const RunSummary& run) { return quantile_of_sorted(run.jct_s, 0.95); }
double jct_p99(const RunSummary& run) { return quantile_of_sorted(run.jct_s, 0.99); }
double jct_max(const RunSummary& run) { return quantile_of_sorted(run.jct_s, 1.0); }

double wait_mean(const RunSummary& run) { return ratio(run.totals.wait_s, run.totals.started); }
double slowdown_mean(const RunSummary& run) {
  return ratio(run.totals.slowdown, run.totals.served);
}
double makespan(const RunSummary& run) { return run.last_finish_s - run.first_arrival_s; }

double cost(const RunSummary& run) { return run.totals.cost_usd; }
double energy(const RunSummary& run) { return run.totals.energy_kwh; }
double egress_cost(const RunSummary& run) { return run.totals.egress_usd; }

double gpu_utilisation(const RunSummary& run) {
  // A job that is never served may hold its GPUs beyond the last finish, where the makespan ends.
  const double end_s = run.last_finish_s;
  double held = 0.0;
  for (const JobOutcome& job : run.record->jobs) {
    if (!job.started || job.start_s > end_s) continue;
    held += job.stages * ((job.served ? job.finish_s : end_s) - job.start_s);
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

/// Place of a job in the order of arrival.
struct ArrivalKey {
  double arrival_s;
  std::int64_t id;
  auto operator<=>(const ArrivalKey&) const = default;
};

ArrivalKey key_of(const JobOutcome& job) { return {job.arrival_s, job.id}; }

/// The last job of the warm-up, which job statistics leave out; none: they leave out nobody.
std::optional<ArrivalKey> end_of_warmup(const RunRecord& record, std::size_t warmup) {
  if (warmup == 0 || record.jobs.empty()) return std::nullopt;
  const std::size_t last = std::min(warmup, record.jobs.size()) - 1;
  const auto earlier = [](const JobOutcome& x, const JobOutcome& y) {
    return key_of(x) < key_of(y);
  };
  if (std::is_sorted(record.jobs.begin(), record.jobs.end(), earlier)) {
    return key_of(record.jobs[last]);
  }
  std::vector<ArrivalKey> keys;
  keys.reserve(record.jobs.size());
  for (const JobOutcome& job : record.jobs) keys.push_back(key_of(job));
  std::nth_element(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(last), keys.end());
  return keys[last];
}

void add_judged(const JobOutcome& job, RunSummary& summary) {
  JobTotals& totals = summary.totals;
  if (job.started) {
    totals.started += 1.0;
    totals.wait_s += job.start_s - job.arrival_s;
  }
  if (!job.served) return;
  totals.served += 1.0;
  totals.jct_s += completion_time(job);
  totals.slowdown += completion_time(job) / job.ideal_s;
  totals.stalled_fraction += job.stalled_fraction;
  summary.jct_s.push_back(completion_time(job));
}

void add(const JobOutcome& job, RunSummary& summary) {
  JobTotals& totals = summary.totals;
  totals.unserved += job.served ? 0.0 : 1.0;
  totals.cost_usd += job.cost_usd;
  totals.energy_kwh += job.energy_kwh;
  totals.egress_usd += job.egress_usd;
  summary.first_arrival_s = std::min(summary.first_arrival_s, job.arrival_s);
  // fmax ignores the NaN that stands for no finish.
  if (job.served) summary.last_finish_s = std::fmax(summary.last_finish_s, job.finish_s);
}

/// Puts the values that the quantiles of the metrics look at into their places; sorting all would
/// cost more.
void place_quantiles(LargeVector<double>& values) {
  const auto at = [&](std::size_t i) { return values.begin() + static_cast<std::ptrdiff_t>(i); };
  std::size_t placed = 0;  // those before are where they belong
  const auto place = [&](std::size_t i) {
    if (i < placed || i >= values.size()) return;
    std::nth_element(at(placed), at(i), values.end());
    placed = i + 1;
  };
  for (const double probability : {0.5, 0.95, 0.99, 1.0}) {
    if (values.empty()) return;
    const double rank = probability * static_cast<double>(values.size() - 1);
    place(static_cast<std::size_t>(rank));
    place(static_cast<std::size_t>(rank) + 1);
  }
}

constexpr std::array all_metrics = {
    MetricInfo{"jct_mean", "s", "mean job completion time",
               "Mean over served jobs of finish - arrival.", jct_mean},
    MetricInfo{"jct_median", "s", "median job completion time",
               "Median over served jobs of finish - arrival (quantile type 7).", jct_median},
    MetricInfo{"jct_p95", "s", "95th percentile of job completion time",
               "Quantile 0.95 over served jobs of finish - arrival (type 7).", jct_p95},
    MetricInfo{"jct_p99", "s", "99th percentile of job completion time",
               "Quantile 0.99 over served jobs of finish - arrival (type 7).", jct_p99},
    MetricInfo{"jct_max", "s", "longest job completion time",
               "Maximum over served jobs of finish - arrival.", jct_max},
    MetricInfo{"wait_mean", "s", "mean wait", "Mean over started jobs of start - arrival.",
               wait_mean},
    MetricInfo{"slowdown_mean", "1", "mean slowdown",
               "Mean over served jobs of job completion time over ideal time: the job's iterations "
               "at its best stage count without transfers.",
               slowdown_mean},
    MetricInfo{"makespan", "s", "makespan", "Last finish - first arrival.", makespan},
    MetricInfo{"cost", "USD", "electricity cost",
               "Electricity of all jobs at the true prices, while they run.", cost},
    MetricInfo{"energy", "kWh", "energy", "Electricity that all jobs used, with PUE.", energy},
    MetricInfo{"egress_cost", "USD", "transfer cost",
               "Price of the bytes that all jobs moved over links.", egress_cost},
    MetricInfo{"gpu_utilisation", "1", "GPU utilisation",
               "GPU-seconds held by jobs over (GPUs of the cluster * makespan).", gpu_utilisation,
               true},
    MetricInfo{"network_utilisation", "1", "network utilisation",
               "Time average over the makespan of min(1, demands / bandwidths), summed over links.",
               network_utilisation_mean},
    MetricInfo{"cross_region_jobs", "1", "cross-region jobs",
               "Jobs started on a path of more than one region.", cross_region_jobs},
    MetricInfo{"stalled_fraction", "1", "mean stalled fraction",
               "Mean over served jobs of the part of the running time lost because links gave less "
               "than the demand.",
               stalled_fraction},
    MetricInfo{"head_of_line_blocked", "s", "head-of-line blocked job-seconds",
               "Jobs behind a blocked first one that could have been placed, integrated over time.",
               head_of_line_blocked},
    MetricInfo{"unserved_jobs", "1", "unserved jobs",
               "Jobs not finished when nothing could happen any more.", unserved_jobs},
    MetricInfo{"scheduling_passes", "1", "scheduling passes",
               "Instants at which a job was pending.", scheduling_passes},
    MetricInfo{"beyond_horizon", "s", "time beyond the horizon",
               "Time that the run spent after the end of the generated series.", beyond_horizon},
    MetricInfo{
        "edges_refused_share", "1", "share of searches that refused an edge",
        "Path finder calls in which an edge was refused for its residual bandwidth, over all "
        "calls; 0 without a call.",
        edges_refused_share},
    MetricInfo{"out_of_order_share", "1", "share of starts out of order",
               "Starts of jobs that were not first by arrival, over all starts; 0 without a start.",
               out_of_order_share},
    MetricInfo{"reallocated_share", "1", "share of cross-region starts reallocated",
               "Cross-region starts with other stages per region than path order gives, over all "
               "cross-region starts; 0 without one.",
               reallocated_share},
};

}  // namespace

void summarise(const Scenario& scenario, const RunRecord& record, RunSummary& summary) {
  summary.scenario = &scenario;
  summary.record = &record;
  summary.totals = {};
  summary.jct_s.clear();
  summary.first_arrival_s = std::numeric_limits<double>::infinity();
  summary.last_finish_s = none;
  const auto warmup = end_of_warmup(record, scenario.warmup_jobs);
  for (const JobOutcome& job : record.jobs) {
    add(job, summary);
    if (!warmup || *warmup < key_of(job)) add_judged(job, summary);
  }
  place_quantiles(summary.jct_s);
}

std::span<const MetricInfo> metric_registry() { return all_metrics; }

double quantile_of_sorted(std::span<const double> ascending, double probability) {
  if (ascending.empty()) return none;
  const double rank = probability * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(rank);
  if (below + 1 >= ascending.size()) return ascending.back();
  const double part = rank - static_cast<double>(below);
  return ascending[below] + part * (ascending[below + 1] - ascending[below]);
}

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double if_started(const JobOutcome& job, double value) { return job.started ? value : nothing; }
double if_served(const JobOutcome& job, double value) { return job.served ? value : nothing; }

double arrival(const JobOutcome& job) { return job.arrival_s; }
double start(const JobOutcome& job) { return if_started(job, job.start_s); }
double finish(const JobOutcome& job) { return if_served(job, job.finish_s); }
double jct(const JobOutcome& job) { return if_served(job, job.finish_s - job.arrival_s); }
double wait(const JobOutcome& job) { return if_started(job, job.start_s - job.arrival_s); }
double slowdown(const JobOutcome& job) {
  return if_served(job, (job.finish_s - job.arrival_s) / job.ideal_s);
}
double stages(const JobOutcome& job) { return if_started(job, job.stages); }
double regions(const JobOutcome& job) { return if_started(job, job.regions); }
double energy(const JobOutcome& job) { return job.energy_kwh; }
double cost(const JobOutcome& job) { return job.cost_usd; }
double egress_bytes(const JobOutcome& job) { return job.egress_bytes; }
double egress_cost(const JobOutcome& job) { return job.egress_usd; }
double stalled_fraction(const JobOutcome& job) { return if_served(job, job.stalled_fraction); }

constexpr std::array all_columns = {
    JobColumnInfo{"arrival", "s", "arrival", "Time at which the job joined the queue.", arrival},
    JobColumnInfo{"start", "s", "start", "Time at which the job began to run.", start},
    JobColumnInfo{"finish", "s", "finish", "Time at which the job was done.", finish},
    JobColumnInfo{"jct", "s", "job completion time", "Finish - arrival.", jct},
    JobColumnInfo{"wait", "s", "wait", "Start - arrival.", wait},
    JobColumnInfo{"slowdown", "1", "slowdown",
                  "Job completion time over the ideal time at the best stage count.", slowdown},
    JobColumnInfo{"stages", "1", "stages", "Stages, each on a GPU.", stages},
    JobColumnInfo{"regions", "1", "regions", "Regions on the path.", regions},
    JobColumnInfo{"energy", "kWh", "energy", "Electricity used, with PUE.", energy},
    JobColumnInfo{"cost", "USD", "electricity cost", "At the true prices.", cost},
    JobColumnInfo{"egress_bytes", "B", "bytes moved", "Moved over links, both directions.",
                  egress_bytes},
    JobColumnInfo{"egress_cost", "USD", "transfer cost", "Price of the bytes moved.", egress_cost},
    JobColumnInfo{"stalled_fraction", "1", "stalled fraction",
                  "Part of the running time lost because links gave less than the demand.",
                  stalled_fraction},
};

}  // namespace

std::span<const JobColumnInfo> job_column_registry() { return all_columns; }

}  // namespace bacelab
