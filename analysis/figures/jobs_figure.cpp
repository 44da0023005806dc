#include "analysis/figures/jobs_figure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures/columns.hpp"
#include "analysis/figures/distribution.hpp"
#include "analysis/figures/points.hpp"
#include "analysis/figures/worlds.hpp"
#include "core/errors.hpp"
#include "core/registry.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_jobs = std::size_t{1} << 22;  // of a policy: 32 MiB
constexpr std::size_t values_at_once = std::size_t{1} << 20;

const VariableInfo& column_of(const ResultsFile& file, const std::string& name) {
  const auto& columns = file.description().job_columns;
  std::vector<std::string> names;
  for (const VariableInfo& column : columns) {
    if (column.name == name) return column;
    names.push_back(column.name);
  }
  throw InputError(fmt::format("--column {}: the job rows have no such column{}; they have {}",
                               name, did_you_mean(name, names), fmt::join(names, ", ")));
}

/// Some of the worlds at equal distances, if all have too many jobs.
std::vector<std::size_t> thinned(const std::vector<std::size_t>& replications,
                                 std::size_t jobs_per_run) {
  const std::size_t most = std::max<std::size_t>(1, most_jobs / jobs_per_run);
  if (replications.size() <= most) return replications;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < most; ++i)
    kept.push_back(replications[i * replications.size() / most]);
  return kept;
}

/// The values of a policy's jobs in some worlds, which ascend.
std::vector<double> values_of(const ResultsFile& file, const std::string& column, std::size_t point,
                              const std::string& policy,
                              const std::vector<std::size_t>& replications) {
  const std::size_t jobs = file.description().jobs_per_run;
  const std::size_t policies = file.policies().size();
  const std::size_t index = file.policy_index(policy);
  const std::size_t worlds_at_once = std::max<std::size_t>(1, values_at_once / (jobs * policies));
  std::vector<double> values;
  for (auto next = replications.begin(); next != replications.end();) {
    const std::size_t first = *next;
    const auto end = std::lower_bound(next, replications.end(), first + worlds_at_once);
    const std::size_t count = *(end - 1) + 1 - first;
    const std::vector<double> slab = file.job_values(column, {point, 1, first, count});
    for (; next != end; ++next) {
      const std::size_t begin = ((*next - first) * policies + index) * jobs;
      for (std::size_t job = begin; job < begin + jobs; ++job) {
        if (!std::isnan(slab[job])) values.push_back(slab[job]);
      }
    }
  }
  return values;
}

}  // namespace

Figure jobs_figure(const ResultsFile& file, const FigureQuestion& question) {
  const VariableInfo& info = column_of(file, question.column);
  const std::size_t point = only_point(file, question);
  Figure figure;
  const CompleteWorlds worlds = worlds_of(figure, file, point, question);
  const auto replications = thinned(worlds.replications, file.description().jobs_per_run);
  Panel panel;
  panel.y = fraction_axis("jobs");
  double largest = 0.0;
  std::size_t jobs = 0;
  for (const std::string& policy : policies_of(question.selection)) {
    std::vector<double> values = values_of(file, info.name, point, policy, replications);
    if (values.empty()) {
      throw InputError(fmt::format("{}: no job under {} has a value of {}", file.path().string(),
                                   policy, info.name));
    }
    if (question.scale == AxisScale::logarithmic) require_positive(values, info.name);
    largest = std::max(largest, largest_magnitude(values));
    jobs = std::max(jobs, values.size());
    panel.series.push_back(distribution_of(values, info.name, info.units));
    panel.series.back().name = policy;
    panel.series.back().number = file.policy_index(policy);
  }
  panel.x = axis_of(info.long_name, info.units, largest);
  panel.x.scale = question.scale;
  figure.panels.push_back(std::move(panel));
  figure.caption = fmt::format("Distribution of the {} over the jobs of {} worlds.{}",
                               info.long_name, replications.size(), point_sentence(file, point));
  if (replications.size() < worlds.replications.size()) {
    figure.notes.push_back(fmt::format("The jobs are those of {} of {} worlds, at equal distances.",
                                       replications.size(), worlds.replications.size()));
  }
  if (jobs > most_steps) {
    figure.notes.push_back(fmt::format(
        "Each curve has {} of {} jobs, at equal distances in their order.", most_steps, jobs));
  }
  return figure;
}

}  // namespace bacelab
