#include "analysis/figures/scatter_figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "analysis/figures/columns.hpp"
#include "analysis/figures/distribution.hpp"
#include "analysis/figures/points.hpp"
#include "analysis/figures/worlds.hpp"
#include "experiments/arithmetic/elementary.hpp"
#include "experiments/results/read_columns.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_points = 3000;  // in a panel; more would hide each other
constexpr std::size_t cells = 48;          // along an axis

/// The values of all policies with a margin.
AxisRange range_of(const std::vector<std::vector<double>>& columns, AxisScale scale) {
  constexpr double margin = 0.04;
  AxisRange range = {columns[0][0], columns[0][0]};
  for (const auto& column : columns) {
    for (const double value : column) {
      range.low = std::min(range.low, value);
      range.high = std::max(range.high, value);
    }
  }
  if (scale == AxisScale::logarithmic) {
    const double factor = std::max(arithmetic::pow(range.high / range.low, margin), 1.02);
    return {range.low / factor, range.high * factor};
  }
  const double length = range.high - range.low;
  const double added = length > 0.0 ? margin * length : (range.high == 0.0 ? 1.0 : 0.1 * std::abs(range.high));
  return {range.low - added, range.high + added};
}

/// The ends of equal cells of a range.
class Cells {
 public:
  Cells(const AxisRange& range, AxisScale scale) : range_(range), scale_(scale) {}

  [[nodiscard]] double end(std::size_t i) const {
    const double part = static_cast<double>(i) / cells;
    if (scale_ == AxisScale::linear) return range_.low + part * (range_.high - range_.low);
    return range_.low * arithmetic::pow(range_.high / range_.low, part);
  }

  [[nodiscard]] std::size_t cell_of(double x) const {
    const double part =
        scale_ == AxisScale::linear
            ? (x - range_.low) / (range_.high - range_.low)
            : arithmetic::log10(x / range_.low) / arithmetic::log10(range_.high / range_.low);
    return std::min(cells - 1, static_cast<std::size_t>(std::max(0.0, part * cells)));
  }

 private:
  AxisRange range_;
  AxisScale scale_;
};

FigureSeries counts_of(const std::vector<double>& a, const std::vector<double>& b,
                       const AxisRange& range, AxisScale scale, const std::string& unit) {
  const Cells grid(range, scale);
  std::map<std::array<std::size_t, 2>, double> counts;
  for (std::size_t i = 0; i < a.size(); ++i) ++counts[{grid.cell_of(a[i]), grid.cell_of(b[i])}];
  std::array<std::vector<double>, 5> columns;
  for (const auto& [cell, count] : counts) {
    columns[0].push_back(grid.end(cell[0]));
    columns[1].push_back(grid.end(cell[0] + 1));
    columns[2].push_back(grid.end(cell[1]));
    columns[3].push_back(grid.end(cell[1] + 1));
    columns[4].push_back(count);
  }
  return {.name = "",
          .mark = Mark::shades,
          .columns = {{"policy_from", unit, columns[0]},
                      {"policy_to", unit, columns[1]},
                      {"baseline_from", unit, columns[2]},
                      {"baseline_to", unit, columns[3]},
                      {"worlds", "1", columns[4]}}};
}

FigureSeries points_of_worlds(const std::vector<double>& a, const std::vector<double>& b,
                              const std::vector<std::size_t>& replications,
                              const std::string& unit) {
  return {.name = "",
          .mark = Mark::points,
          .columns = {
              {"policy_value", unit, a},
              {"baseline_value", unit, b},
              {"replication", "1", std::vector<double>(replications.begin(), replications.end())}}};
}

FigureSeries diagonal(const AxisRange& range) {
  return {.name = "",
          .mark = Mark::segments,
          .look = SeriesLook::reference,
          .columns = {{"x", "", std::vector{range.low}},
                      {"y", "", std::vector{range.low}},
                      {"x_end", "", std::vector{range.high}},
                      {"y_end", "", std::vector{range.high}}}};
}

void add_panels(Figure& figure, const ResultsFile& file, const FigureQuestion& question,
                const std::string& metric, std::size_t point, const CompleteWorlds& worlds) {
  const VariableInfo& info = file.metric(metric);
  const std::vector<std::string> names = policies_of(question.selection);
  const auto columns = read_columns(file, metric, point, names, worlds.replications);
  double largest = 0.0;
  for (const auto& column : columns) {
    largest = std::max(largest, largest_magnitude(column));
    if (question.scale == AxisScale::logarithmic) require_positive(column, metric);
  }
  const AxisRange range = range_of(columns, question.scale);
  for (std::size_t i = 1; i < names.size(); ++i) {
    Panel panel;
    panel.shape = PanelShape::square;
    panel.x = axis_of(fmt::format("{} under {}", info.long_name, names[0]), info.units, largest);
    panel.x.range = range;
    panel.x.scale = question.scale;
    panel.y = panel.x;
    panel.y.label = "under the baseline";
    panel.title = names[i];
    panel.series.push_back(
        worlds.replications.size() > most_points
            ? counts_of(columns[0], columns[i], range, question.scale, info.units)
            : points_of_worlds(columns[0], columns[i], worlds.replications, info.units));
    panel.series.back().number = file.policy_index(names[i]);
    panel.series.back().columns.push_back(
        {"baseline", "", std::vector<std::string>(rows_of(panel.series.back()), names[i])});
    panel.series.push_back(diagonal(range));
    figure.panels.push_back(std::move(panel));
  }
}

}  // namespace

Figure scatter_figure(const ResultsFile& file, const FigureQuestion& question) {
  const std::size_t point = only_point(file, question);
  Figure figure;
  const CompleteWorlds worlds = worlds_of(figure, file, point, question);
  const std::size_t count = worlds.replications.size();
  figure.caption = fmt::format(
      "Each world under {} and under a baseline, {} worlds; above the diagonal the baseline has "
      "more.{}",
      question.selection.policy, count, point_sentence(file, point));
  if (count > most_points) {
    figure.notes.push_back(
        fmt::format("{} worlds are counted in {} x {} cells.", count, cells, cells));
    figure.shades = FigureAxis{.label = "worlds in a cell", .scale = AxisScale::logarithmic};
  }
  for (const std::string& metric : question.metrics) {
    add_panels(figure, file, question, metric, point, worlds);
  }
  return figure;
}

}  // namespace bacelab
