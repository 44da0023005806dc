#include "app/world/world_figure.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_lines = 15;     // of a panel: more could not be told apart
constexpr std::size_t most_values = 1000;  // of a line

FigureAxis time_axis(double end_s) {
  return {
      .label = "time", .unit = "h", .divisor = seconds_per_hour, .range = AxisRange{0.0, end_s}};
}

FigureSeries steps(const std::string& name, std::size_t number, std::vector<double> times_s,
                   const std::string& value_name, const std::string& unit,
                   std::vector<double> values) {
  return {.name = name,
          .mark = Mark::steps,
          .number = number,
          .columns = {{"time", "s", std::move(times_s)}, {value_name, unit, std::move(values)}}};
}

/// The breakpoints of a series up to a time; empty if there are too many to be seen.
std::vector<double> breakpoints(const Series& series, double end_s) {
  std::vector<double> times;
  for (std::size_t i = 0; series.has(i) && series.time(i) < end_s; ++i) {
    if (i == most_values) return {};
    times.push_back(series.time(i));
  }
  return times;
}

/// A series with its end; by means if it has too many values.
FigureSeries series_of(const ShownSeries& shown, std::size_t number, const SeriesGroup& group,
                       double end_s, bool& has_means) {
  std::vector<double> times = breakpoints(*shown.series, end_s);
  std::vector<double> values;
  if (times.empty()) {
    has_means = true;
    values = means_of_parts(*shown.series, end_s, most_values);
    for (std::size_t i = 0; i < most_values; ++i) {
      times.push_back(end_s * static_cast<double>(i) / static_cast<double>(most_values));
    }
  } else {
    for (std::size_t i = 0; i < times.size(); ++i) values.push_back(shown.series->value(i));
  }
  for (double& value : values) value /= group.divisor;
  times.push_back(end_s);
  values.push_back(values.back());
  return steps(shown.name, number, std::move(times), "value", group.unit, std::move(values));
}

Panel panel_of(const SeriesGroup& group, double end_s, Figure& figure, bool& has_means) {
  const std::size_t shown = std::min(group.series.size(), most_lines);
  Panel panel;
  panel.shape = PanelShape::flat;
  panel.title = group.title;
  panel.x = time_axis(end_s);
  panel.y = {.label = "", .unit = group.unit};
  for (std::size_t i = 0; i < shown; ++i) {
    panel.series.push_back(series_of(group.series[i], i, group, end_s, has_means));
  }
  if (shown < group.series.size()) {
    figure.notes.push_back(
        fmt::format("{}: the first {} of {}.", group.title, shown, group.series.size()));
  }
  return panel;
}

Panel arrivals_panel(const ShownJobs& jobs, double end_s) {
  Panel panel;
  panel.shape = PanelShape::flat;
  panel.title = "Arrivals";
  panel.x = time_axis(end_s);
  panel.y = {.label = "jobs", .references = {0.0}};
  std::vector<double> times = {0.0};
  std::vector<double> counts = {0.0};
  for (const double t : jobs.arrivals_s) {
    if (t > end_s) break;
    times.push_back(t);
    counts.push_back(counts.back() + 1.0);
  }
  times.push_back(end_s);
  counts.push_back(counts.back());
  panel.series.push_back(steps("arrived", 0, std::move(times), "jobs", "1", std::move(counts)));
  if (const auto rate = jobs.arrivals.per_second) {
    const double until = std::min(end_s, static_cast<double>(jobs.arrivals_s.size()) / *rate);
    panel.series.push_back({.name = "expected",
                            .mark = Mark::line,
                            .look = SeriesLook::reference,
                            .columns = {{"time", "s", std::vector{0.0, until}},
                                        {"jobs", "1", std::vector{0.0, until * *rate}}}});
  }
  return panel;
}

}  // namespace

Figure world_figure(const WorldView& view, const std::string& caption, double end_s) {
  Figure figure;
  figure.caption = caption;
  figure.in_one_column = true;
  bool has_means = false;
  for (const SeriesGroup& group : view.groups) {
    figure.panels.push_back(panel_of(group, end_s, figure, has_means));
  }
  figure.panels.push_back(arrivals_panel(view.jobs, end_s));
  if (has_means) {
    figure.notes.push_back(fmt::format(
        "Series of more than {} values are shown by their means over {} equal parts of the time.",
        most_values, most_values));
  }
  return figure;
}

double shown_seconds(const Scenario& world) {
  double seconds = 168.0 * seconds_per_hour;
  for (const Job& job : world.jobs) seconds = std::max(seconds, job.arrival_s);
  return world.horizon_s ? std::min(seconds, *world.horizon_s) : seconds;
}

}  // namespace bacelab
