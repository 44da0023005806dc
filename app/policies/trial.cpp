#include "app/policies/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "core/simulation/simulator.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {
namespace {

constexpr std::size_t worlds_a_study = 100;
constexpr int horizon_hours = 500;  // a policy that serves no more is asked until then
constexpr std::size_t most_findings = 3;
constexpr double rounding = 1e-9;

struct TrialStudy {
  std::string_view name;
  std::string_view text;
};

// Each without regions.names.
constexpr auto studies = std::to_array<TrialStudy>({
    {"changing", R"(
[regions]
gpus_from = [16, 32, 64]
[network]
access_gbps_low = 5
access_gbps_high = 40
[network.fluctuation]
sigma = 0.5
[price.daily]
amplitude = 0.3
[price.spikes]
starts_per_year = 200
[jobs]
count = 15
one_region = "redraw_world"
templates = ["qwen2.5-14b", "gemma-3-27b", "falcon-40b"]
[arrivals]
process = "poisson"
load = 0.8
)"},
    {"scarce links", R"(
[regions]
gpus_from = [16, 32]
[network]
link_probability = 0.7
access_gbps_low = 0.5
access_gbps_high = 4
[network.outages]
mean_hours_between = 20
[pipeline]
schedule = "one_f_one_b"
[jobs]
count = 12
one_region = "redraw_world"
templates = ["qwen2.5-14b", "gemma-3-27b"]
[arrivals]
process = "poisson"
load = 0.9
)"},
    {"GPU types", R"(
[regions]
gpus_from = [64, 128]
internal_gbps = 200
[regions.outages]
mean_hours_between = 30
remaining_fraction = 0.5
[region.A]
gpu = "H100"
[region.D]
gpu = "A100 40GB"
[price.observed]
noise_sigma = 0.2
[jobs]
count = 12
tensor_parallel = 4
data_parallel = 2
one_region = "redraw_world"
templates = ["qwen2.5-14b", "llama-3.1-70b"]
[arrivals]
process = "poisson"
load = 0.7
)"},
});

Study study_of(const TrialStudy& trial, std::string_view names) {
  const std::string text =
      fmt::format("[study]\nreplications = {}\nhorizon_hours = {}\n[regions]\nnames = [{}]\n",
                  worlds_a_study, horizon_hours, names);
  std::string keys(trial.text);
  keys.erase(keys.find("[regions]\n"), std::string_view("[regions]\n").size());
  return StudyFile::read(text + keys, "trial", {}).at(0);
}

/// A run's record as far as it must not depend on the order of regions, with names for regions.
struct JobResult {
  bool served = false;
  double start_s = 0.0;
  double finish_s = 0.0;
  double cost_usd = 0.0;
  std::vector<std::pair<std::string, int>> path;
};

std::vector<JobResult> results_of(const Scenario& scenario, const RunRecord& record) {
  std::vector<JobResult> results;
  for (const JobOutcome& job : record.jobs) {
    JobResult result = {job.served, job.start_s, job.finish_s, job.cost_usd, {}};
    for (const PathStep& step : record.path_of(job)) {
      result.path.emplace_back(scenario.cluster.regions()[step.region].name, step.stages);
    }
    // A path and its reverse are as good.
    std::sort(result.path.begin(), result.path.end());
    results.push_back(std::move(result));
  }
  return results;
}

bool close(double x, double y) { return std::abs(x - y) <= rounding * (std::abs(x) + std::abs(y)); }

/// What the first job that differs did, in words; nothing if none does.
std::optional<std::string> difference(const std::vector<JobResult>& x,
                                      const std::vector<JobResult>& y, double tolerance) {
  const auto equal = [&](double a, double b) { return a == b || (tolerance > 0.0 && close(a, b)); };
  for (std::size_t i = 0; i < x.size(); ++i) {
    const JobResult& a = x[i];
    const JobResult& b = y[i];
    if (a.path != b.path) return fmt::format("job {} gets another place", i);
    if (!equal(a.start_s, b.start_s)) {
      return fmt::format("job {} starts at {:.6g} s, and at {:.6g} s", i, a.start_s, b.start_s);
    }
    if (a.served != b.served || !equal(a.finish_s, b.finish_s)) {
      return fmt::format("job {} finishes at {:.6g} s, and at {:.6g} s", i, a.finish_s, b.finish_s);
    }
    if (!equal(a.cost_usd, b.cost_usd)) return fmt::format("job {} costs another amount", i);
  }
  return std::nullopt;
}

/// The same jobs under ids in reverse order.
void reverse_ids(Scenario& scenario) {
  std::reverse(scenario.jobs.begin(), scenario.jobs.end());
  std::int64_t id = 0;
  for (Job& job : scenario.jobs) job.id = id++;
}

class TrialRun {
 public:
  TrialRun(const PolicySpec& spec, const PolicyCatalog& catalog)
      : spec_(spec),
        catalog_(catalog),
        policy_(make_policy(spec, catalog)),
        built_in_(make_policy(named_policies().at("bace", "policy"))) {}

  void try_study(const TrialStudy& trial) {
    const Study forward = study_of(trial, R"("A", "B", "C", "D", "E")");
    const Study backward = study_of(trial, R"("E", "D", "C", "B", "A")");
    for (std::size_t i = 0; i < worlds_a_study; ++i) {
      place_ = {std::string(trial.name), i, ""};
      try_world(draw_world(forward, 0, i).scenario, draw_world(backward, 0, i).scenario,
                draw_world(forward, 0, i).scenario);
    }
  }

  [[nodiscard]] const Trial& result() const { return result_; }

 private:
  void try_world(const Scenario& scenario, const Scenario& reversed, Scenario renumbered) {
    ++result_.worlds;
    result_.jobs += scenario.jobs.size();
    simulator_.run(scenario, built_in_);  // makes the series of the world, which are then there
    std::vector<JobResult> first;
    try {
      const auto begin = std::chrono::steady_clock::now();
      const RunRecord& record = simulator_.run(scenario, policy_);
      result_.seconds += seconds_since(begin);
      result_.passes += record.counts.passes;
      first = results_of(scenario, record);
    } catch (const std::exception& error) {
      note(result_.rules, std::string(error.what()));
      return;
    }
    note(result_.rules, std::nullopt);
    note(result_.served, unserved(first));
    run_built_in(scenario);
    // The same object again, and a new one.
    auto again = difference(first, run(scenario, policy_), 0.0);
    if (!again) {
      Policy fresh = make_policy(spec_, catalog_);
      again = difference(first, run(scenario, fresh), 0.0);
    }
    note(result_.repeated, again);
    note(result_.regions, difference(first, run(reversed, policy_), rounding));
    reverse_ids(renumbered);
    std::vector<JobResult> other = run(renumbered, policy_);
    std::reverse(other.begin(), other.end());
    note(result_.job_ids, difference(first, other, rounding));
  }

  /// An exception becomes a run that served nobody.
  std::vector<JobResult> run(const Scenario& scenario, Policy& policy) {
    try {
      return results_of(scenario, simulator_.run(scenario, policy));
    } catch (const std::exception&) {
      return std::vector<JobResult>(scenario.jobs.size());
    }
  }

  void run_built_in(const Scenario& scenario) {
    const auto begin = std::chrono::steady_clock::now();
    const RunRecord& record = simulator_.run(scenario, built_in_);
    result_.built_in_seconds += seconds_since(begin);
    result_.built_in_passes += record.counts.passes;
  }

  static std::optional<std::string> unserved(const std::vector<JobResult>& jobs) {
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      if (!jobs[i].served) {
        return fmt::format("job {} {}", i,
                           jobs[i].path.empty() ? "never starts" : "starts and never finishes");
      }
    }
    return std::nullopt;
  }

  static double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }

  void note(TrialCheck& check, const std::optional<std::string>& finding) const {
    if (!finding) {
      ++check.passed;
    } else if (check.findings.size() < most_findings) {
      check.findings.push_back({place_.study, place_.replication, *finding});
    }
  }

  const PolicySpec& spec_;
  const PolicyCatalog& catalog_;
  Policy policy_;
  Policy built_in_;
  Simulator simulator_;
  TrialFinding place_;
  Trial result_;
};

}  // namespace

Trial try_policy(const PolicySpec& spec, const PolicyCatalog& catalog) {
  TrialRun trial(spec, catalog);
  for (const TrialStudy& study : studies) trial.try_study(study);
  return trial.result();
}

}  // namespace bacelab
