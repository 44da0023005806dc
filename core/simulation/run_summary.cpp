#include "core/simulation/run_summary.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <vector>

#include "core/contract.hpp"
#include "core/no_value.hpp"
#include "core/simulation/metrics.hpp"

namespace bacelab {

double quantile_of_sorted(std::span<const double> ascending, double probability) {
  BACELAB_EXPECTS(0.0 <= probability && probability <= 1.0);
  if (ascending.empty()) return no_value;
  const double rank = probability * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(rank);
  if (below + 1 >= ascending.size()) return ascending.back();
  const double part = rank - static_cast<double>(below);
  return ascending[below] + part * (ascending[below + 1] - ascending[below]);
}

void CompletionTimes::clear() {
  seconds_.clear();
  placed_ = {};
}

void CompletionTimes::add(double seconds) {
  seconds_.push_back(seconds);
  placed_ = {};
}

void CompletionTimes::place(std::span<const double> probabilities) {
  const auto at = [&](std::size_t i) { return seconds_.begin() + static_cast<std::ptrdiff_t>(i); };
  std::size_t sorted = 0;  // values before it are in their sorted places
  const auto place_rank = [&](std::size_t i) {
    if (i < sorted || i >= seconds_.size()) return;
    std::nth_element(at(sorted), at(i), seconds_.end());
    sorted = i + 1;
  };
  for (const double probability : probabilities) {
    if (seconds_.empty()) break;
    const double rank = probability * static_cast<double>(seconds_.size() - 1);
    place_rank(static_cast<std::size_t>(rank));
    place_rank(static_cast<std::size_t>(rank) + 1);
  }
  placed_ = probabilities;
}

double CompletionTimes::quantile(double probability) const {
  if (std::find(placed_.begin(), placed_.end(), probability) == placed_.end()) {
    throw std::logic_error("a quantile of completion times is read that nobody asked for");
  }
  return quantile_of_sorted(seconds_, probability);
}

namespace {

double completion_time(const JobOutcome& job) { return job.finish_s - job.arrival_s; }

/// Place of a job in the order of arrival.
struct ArrivalKey {
  double arrival_s;
  std::int64_t id;
  auto operator<=>(const ArrivalKey&) const = default;
};

ArrivalKey key_of(const JobOutcome& job) { return {job.arrival_s, job.id}; }

/// The last job of the warm-up, which job statistics leave out; empty without a warm-up.
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
  summary.jct.add(completion_time(job));
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

}  // namespace

void summarise(const Scenario& scenario, const RunRecord& record, RunSummary& summary) {
  summary.scenario = &scenario;
  summary.record = &record;
  summary.totals = {};
  summary.jct.clear();
  summary.first_arrival_s = std::numeric_limits<double>::infinity();
  summary.last_finish_s = no_value;
  const auto warmup = end_of_warmup(record, scenario.warmup_jobs);
  for (const JobOutcome& job : record.jobs) {
    add(job, summary);
    if (!warmup || *warmup < key_of(job)) add_judged(job, summary);
  }
  summary.jct.place(metric_quantiles());
}

}  // namespace bacelab
