#include "analysis/steady_state/long_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>
#include <variant>

#include "analysis/statistics/moments.hpp"
#include "core/errors.hpp"
#include "experiments/box/description.hpp"
#include "experiments/results/read_columns.hpp"
#include "experiments/text/document.hpp"

namespace bacelab {
namespace {

/// A number of the study at a point: that of a factor, or the same everywhere.
std::optional<double> number_at(const ResultsFile& file, std::size_t point,
                                const std::string& table, const std::string& key) {
  for (const Factor& factor : file.factors()) {
    const auto* const values = std::get_if<std::vector<double>>(&factor.values);
    if (values != nullptr && factor.name == table + "." + key) return (*values)[point];
  }
  ConfigDocument study =
      ConfigDocument::parse(file.description().study, file.path().string() + ": study");
  if (!study.has(table + "." + key)) return std::nullopt;
  return study.root().table(table, "").optional_number(key, Bounds::any(), "");
}

/// The replications of a point whose runs of a policy are whole.
std::vector<std::size_t> whole_runs(const ResultsFile& file, std::size_t point,
                                    const std::string& policy, Incomplete incomplete) {
  const auto statuses = read_statuses(file, point, policy);
  std::vector<std::size_t> whole;
  for (std::size_t i = 0; i < file.replications_run(point, policy); ++i) {
    if (statuses[i] == RunStatus::done) {
      whole.push_back(i);
    } else if (incomplete == Incomplete::refuse) {
      throw InputError(fmt::format(
          "{}: point {}: incomplete run: replication {} under {} ({}); --drop-incomplete leaves "
          "such runs out",
          file.path().string(), point, i, policy,
          run_status_names[static_cast<std::size_t>(statuses[i])]));
    }
  }
  if (!whole.empty()) return whole;
  throw InputError(
      fmt::format("{}: point {}: no run of {} is complete", file.path().string(), point, policy));
}

std::vector<JobTimes> job_times(const ResultsFile& file, std::size_t point,
                                const std::string& policy,
                                std::span<const std::size_t> replications) {
  const auto arrivals = job_columns(file, "arrival", point, policy, replications);
  const auto finishes = job_columns(file, "finish", point, policy, replications);
  std::vector<JobTimes> runs(arrivals.size());
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    for (std::size_t job = 0; job < arrivals[i].size(); ++job) {
      if (std::isnan(arrivals[i][job])) continue;  // the run has fewer jobs than others
      runs[i].arrival_s.push_back(arrivals[i][job]);
      runs[i].finish_s.push_back(finishes[i][job]);
    }
  }
  return runs;
}

/// The values that there are: a job that was not served has no completion time, for example.
std::vector<Observations> observed(std::vector<std::vector<double>> columns) {
  for (auto& column : columns) {
    std::erase_if(column, [](double value) { return !std::isfinite(value); });
  }
  return columns;
}

/// Over the worlds of a point; NaN if there are none.
double mean_summary(const ResultsFile& file, std::size_t point, std::string_view name) {
  CompensatedSum sum;
  double count = 0.0;
  for (const double value : file.world_summary(name, {point, 1, 0, file.replications()})) {
    if (!std::isfinite(value)) continue;
    sum.add(value);
    ++count;
  }
  return sum.divided_by(count);
}

/// The offered load of the worlds of a point, from their summaries.
std::optional<double> load_of_worlds(const ResultsFile& file, std::size_t point) {
  if (file.description().world_summaries.empty()) return std::nullopt;
  const double spacing = mean_summary(file, point, "world_arrival_spacing");
  if (!(spacing > 0.0)) return std::nullopt;
  const double load = mean_summary(file, point, "world_work_per_gpu") /
                      mean_summary(file, point, "world_jobs") / spacing;
  return std::isfinite(load) ? std::optional(load) : std::nullopt;
}

PolicyLongRuns of_policy(const ResultsFile& file, const PointLongRuns& at, std::string policy,
                         std::span<const std::size_t> replications,
                         const LongRunQuestion& question) {
  PolicyLongRuns result;
  result.policy = std::move(policy);
  result.state = steady_state(
      observed(job_columns(file, question.column, at.point, result.policy, replications)),
      question.warmup, question.confidence);
  const auto of_study =
      static_cast<std::size_t>(number_at(file, at.point, "jobs", "warmup_jobs").value_or(0.0));
  result.growth_warmup = question.warmup.value_or(std::max(of_study, result.state.warmup));
  result.growth = growth_estimate(job_times(file, at.point, result.policy, replications),
                                  result.growth_warmup, question.confidence);
  if (at.load && *at.load >= 1.0) {
    result.state.mean = Estimate::undefined("at a load of 1 and above there is no steady state");
  }
  return result;
}

}  // namespace

PointLongRuns long_runs(const ResultsFile& file, std::size_t point,
                        const LongRunQuestion& question) {
  PointLongRuns result;
  result.point = point;
  result.label = point_label(file.factors(), point);
  result.load = number_at(file, point, "arrivals", "load");
  for (const std::string& policy : file.policies()) {
    const auto whole = whole_runs(file, point, policy, question.incomplete);
    result.dropped += file.replications_run(point, policy) - whole.size();
    result.policies.push_back(of_policy(file, result, policy, whole, question));
  }
  return result;
}

Estimate growth_at(const ResultsFile& file, std::size_t point, const std::string& policy,
                   double confidence) {
  const auto whole = whole_runs(file, point, policy, Incomplete::drop);
  const double warmup = number_at(file, point, "jobs", "warmup_jobs").value_or(0.0);
  return growth_estimate(job_times(file, point, policy, whole), static_cast<std::size_t>(warmup),
                         confidence);
}

std::optional<double> largest_load(const ResultsFile& file, std::span<const std::size_t> points) {
  if (points.empty()) return std::nullopt;
  const bool varies =
      std::any_of(file.factors().begin(), file.factors().end(),
                  [](const Factor& factor) { return factor.name == "arrivals.load"; });
  if (!varies) {
    if (const auto of_all = number_at(file, points.front(), "arrivals", "load")) return of_all;
  }
  std::optional<double> largest;
  for (const std::size_t point : points) {
    const auto load =
        varies ? number_at(file, point, "arrivals", "load") : load_of_worlds(file, point);
    if (load && (!largest || *load > *largest)) largest = load;
  }
  return largest;
}

}  // namespace bacelab
