#include "app/figures/timeline_figure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures/worlds.hpp"
#include "app/figures/run_panels.hpp"
#include "app/figures/stored_world.hpp"
#include "core/errors.hpp"
#include "core/scheduling/rules.hpp"
#include "core/simulation/metrics.hpp"
#include "core/simulation/run_summary.hpp"
#include "core/simulation/simulator.hpp"
#include "experiments/study/policy_settings.hpp"

namespace bacelab {
namespace {

/// Refuses a run that is not the one in the file: what would be drawn never took place.
void require_same(const ResultsFile& file, std::size_t point, std::size_t replication,
                  const std::string& policy, const Scenario& scenario, const RunRecord& record) {
  RunSummary summary;
  summarise(scenario, record, summary);
  const WorldBox box = {point, 1, replication, 1};
  const std::size_t place = file.policy_index(policy);
  for (const MetricInfo& metric : metric_registry()) {
    const auto names = file.metric_names();
    if (std::find(names.begin(), names.end(), metric.name) == names.end()) continue;
    const double stored = file.metric_values(metric.name, box)[place];
    const double value = metric.value(summary);
    if (stored == value || (std::isnan(stored) && std::isnan(value))) continue;
    throw InputError(fmt::format(
        "{}: replication {} under {} has now {} = {}, and in the file {}: another program or "
        "machine made it, and its runs can't be shown",
        file.path().string(), replication, policy, metric.name, value, stored));
  }
}

constexpr std::size_t most_rows = 16;  // of regions, in all panels of a figure

RunRecord run_again(const ResultsFile& file, const StoredWorld& stored, std::size_t point,
                    const FigureQuestion& question, const std::string& name) {
  const Scenario& scenario = stored.world.scenario;
  const PolicySpec spec =
      resolve_policy(name, {}, Registry<PolicySpec>(stored.study.policies), *stored.study.catalog);
  Policy policy = make_policy(spec, *stored.study.catalog);
  Simulator simulator;
  try {
    RunRecord record = simulator.run(scenario, policy);
    require_same(file, point, question.replication, name, scenario, record);
    return record;
  } catch (const RuleBroken& broken) {
    throw InputError(fmt::format("policy {}: {}", name, broken.what()));
  }
}

/// All panels show the time of the longest run.
void share_time(Figure& figure) {
  double end_s = 0.0;
  for (const Panel& panel : figure.panels) {
    for (const FigureSeries& series : panel.series) {
      if (series.mark != Mark::steps) continue;
      const auto& times = numbers_of(series.columns.front());
      if (!times.empty()) end_s = std::max(end_s, times.back());
    }
  }
  for (Panel& panel : figure.panels) panel.x.range = AxisRange{0.0, end_s};
}

}  // namespace

Figure timeline_figure(const ResultsFile& file, const FigureQuestion& question) {
  const std::size_t point = only_point(file, question);
  const StoredWorld stored = stored_world(file, point, question);
  Figure figure;
  figure.in_one_column = true;
  const std::vector<std::string> names = question.has_baselines
                                             ? policies_of(question.selection)
                                             : std::vector<std::string>{question.selection.policy};
  std::vector<RunRecord> records;
  for (const std::string& name : names) {
    records.push_back(run_again(file, stored, point, question, name));
  }
  const Scenario& scenario = stored.world.scenario;
  const std::size_t most = std::max<std::size_t>(2, most_rows / names.size());
  const auto shown = busiest_regions(scenario, records, most);
  if (shown.size() < scenario.cluster.regions().size()) {
    figure.notes.push_back(fmt::format("Of {} regions the {} are shown that were held the longest.",
                                       scenario.cluster.regions().size(), shown.size()));
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double shown_s =
        question.window ? question.window->high - question.window->low : records[i].end_s;
    add_run_panels(figure, scenario, records[i], names[i], shown, shown_s);
  }
  share_time(figure);
  if (question.window) {
    for (Panel& panel : figure.panels) panel.x.range = question.window;
  }
  figure.caption = fmt::format(
      "Jobs under {}: those that wait, those that run (regions with their GPUs; a rectangle is as "
      "high as the GPUs that the job holds), and what they demand of the links. {}",
      fmt::join(names, ", "), world_sentence(file, point, question.replication));
  return figure;
}

}  // namespace bacelab
