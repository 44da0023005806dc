#include "analysis/figures/ecdf_figure.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/figures/columns.hpp"
#include "analysis/figures/distribution.hpp"
#include "analysis/figures/points.hpp"
#include "analysis/figures/worlds.hpp"
#include "experiments/results/read_columns.hpp"

namespace bacelab {
namespace {

/// Each baseline less the policy under test, which is the first.
void subtract_first(std::vector<std::vector<double>>& columns, std::vector<std::string>& names) {
  for (std::size_t i = 1; i < columns.size(); ++i) {
    for (std::size_t world = 0; world < columns[i].size(); ++world) {
      columns[i][world] -= columns[0][world];
    }
  }
  columns.erase(columns.begin());
  names.erase(names.begin());
}

Panel panel_of(const ResultsFile& file, const FigureQuestion& question, const std::string& metric,
               std::size_t point, const CompleteWorlds& worlds) {
  const VariableInfo& info = file.metric(metric);
  std::vector<std::string> names = policies_of(question.selection);
  auto columns = read_columns(file, metric, point, names, worlds.replications);
  if (question.differences) subtract_first(columns, names);
  double largest = 0.0;
  for (const auto& column : columns) largest = std::max(largest, largest_magnitude(column));
  Panel panel;
  panel.x = axis_of(question.differences ? fmt::format("{}: baseline - {}", info.long_name,
                                                       question.selection.policy)
                                         : info.long_name,
                    info.units, largest);
  panel.x.scale = question.scale;
  if (question.differences) panel.x.references = {0.0};
  panel.y = fraction_axis("worlds");
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (question.scale == AxisScale::logarithmic) require_positive(columns[i], metric);
    FigureSeries series = distribution_of(columns[i], metric, info.units, worlds.replications);
    series.name = names[i];
    series.number = file.policy_index(names[i]);
    panel.series.push_back(std::move(series));
  }
  return panel;
}

}  // namespace

Figure ecdf_figure(const ResultsFile& file, const FigureQuestion& question) {
  const std::size_t point = only_point(file, question);
  Figure figure;
  const CompleteWorlds worlds = worlds_of(figure, file, point, question);
  const std::size_t count = worlds.replications.size();
  figure.caption =
      fmt::format("Distribution over {} worlds{}.{}", count,
                  question.differences
                      ? fmt::format(" of the difference of each baseline to {} in the same world",
                                    question.selection.policy)
                      : "",
                  point_sentence(file, point));
  if (count > most_steps) {
    figure.notes.push_back(fmt::format(
        "Each curve has {} of {} worlds, at equal distances in their order.", most_steps, count));
  }
  for (const std::string& metric : question.metrics) {
    figure.panels.push_back(panel_of(file, question, metric, point, worlds));
  }
  return figure;
}

}  // namespace bacelab
