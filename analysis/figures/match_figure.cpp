#include "analysis/figures/match_figure.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>

namespace bacelab {
namespace {

constexpr const char* one_point = "least implausible point";

/// Marks without intervals: an implausibility has none.
FigureSeries marks_of(std::string name, std::size_t number, const std::vector<std::string>& rows,
                      std::vector<double> values) {
  for (double& value : values) {
    if (!std::isfinite(value)) value = std::numeric_limits<double>::quiet_NaN();
  }
  return {.name = std::move(name),
          .mark = Mark::intervals,
          .number = number,
          .columns = {{"row", "", rows},
                      {"implausibility", "1", values},
                      {"lower", "1", values},
                      {"upper", "1", values}}};
}

Panel panel_of(const Match& match, std::string title, std::vector<std::string> rows) {
  Panel panel;
  panel.title = std::move(title);
  panel.shape = PanelShape::rows;
  panel.x = {.label = "implausibility", .references = {0.0, match.cut.implausibility}};
  panel.y = {.label = "", .categories = std::move(rows)};
  return panel;
}

Panel targets_panel(const Match& match) {
  std::vector<std::string> names;
  std::vector<double> nearest;
  std::vector<double> together;
  for (std::size_t i = 0; i < match.targets.size(); ++i) {
    names.push_back(match.targets[i].name);
    nearest.push_back(match.target_matches[i].least);
    if (!match.samples.empty()) {
      together.push_back(match.samples.front().implausibilities[i]);
    }
  }
  Panel panel = panel_of(match, "Targets", names);
  panel.series.push_back(marks_of("nearest point of each target", 0, names, std::move(nearest)));
  if (!together.empty()) {
    panel.series.push_back(marks_of(one_point, 1, names, std::move(together)));
  }
  return panel;
}

Panel factors_panel(const Match& match) {
  std::vector<std::string> names;
  std::vector<double> of_points;
  std::vector<double> of_space;
  for (const AxisPart& part : match.parts) {
    names.push_back(fmt::format("{} = {}", match.space[part.axis].name, part.text));
    of_points.push_back(part.least);
    of_space.push_back(part.emulated_least);
  }
  Panel panel = panel_of(match, "Values of the factors", names);
  panel.series.push_back(marks_of(one_point, 1, names, std::move(of_points)));
  panel.series.push_back(
      marks_of("least implausible place between the points", 2, names, std::move(of_space)));
  return panel;
}

}  // namespace

Figure match_figure(const Match& match) {
  Figure figure;
  figure.caption = fmt::format(
      "Implausibility, the distance to a published figure in standard deviations, of {} points. A "
      "point counts by {}; above {:g} it is ruled out.",
      match.samples.size(), deciding_text(match.cut), match.cut.implausibility);
  figure.panels = {targets_panel(match), factors_panel(match)};
  return figure;
}

}  // namespace bacelab
