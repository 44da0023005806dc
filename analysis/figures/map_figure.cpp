#include "analysis/figures/map_figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "analysis/figures/columns.hpp"
#include "analysis/figures/contour.hpp"
#include "analysis/figures/factor_axes.hpp"
#include "analysis/figures/forms.hpp"
#include "analysis/figures/reasons.hpp"
#include "core/errors.hpp"
#include "core/no_value.hpp"
#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

/// The cells of a coarse grid reach far beyond its values, which are named.
constexpr std::size_t most_named_values = 5;

/// The values of a factor along an axis of the map, ascending.
class MapAxis {
 public:
  MapAxis(const Factor& factor, const std::vector<std::size_t>& points)
      : values_(numbers_of(factor, points)), axis_(axis_of(factor, values_)) {
    std::sort(values_.begin(), values_.end());
    values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
    if (values_.size() <= most_named_values) axis_.values = values_;
  }

  [[nodiscard]] const FigureAxis& axis() const { return axis_; }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] std::size_t place(double value) const {
    return static_cast<std::size_t>(std::lower_bound(values_.begin(), values_.end(), value) -
                                    values_.begin());
  }
  /// The value at a place between those of the grid, as the axis is divided.
  [[nodiscard]] double value(double place) const {
    const double last = static_cast<double>(values_.size()) - 2.0;
    const double below = std::clamp(std::floor(place), 0.0, last);
    const double part = place - below;
    const double a = values_[static_cast<std::size_t>(below)];
    const double b = values_[static_cast<std::size_t>(below) + 1];
    return axis_.scale == AxisScale::logarithmic ? a * arithmetic::pow(b / a, part)
                                                 : a + part * (b - a);
  }

 private:
  std::vector<double> values_;
  FigureAxis axis_;
};

/// The points of a study as a grid.
class MapGrid {
 public:
  MapGrid(const ResultsFile& file, const FigureQuestion& question)
      : factors_(factors_on_axes(file, question, 2)),
        points_(lattice_of(file, question)),
        x_(*factors_[0], points_),
        y_(*factors_[1], points_) {
    if (x_.size() < 2 || y_.size() < 2) {
      throw InputError(file.path().string() + ": a map needs two values of each factor or more");
    }
    const auto xs = numbers_of(*factors_[0], points_);
    const auto ys = numbers_of(*factors_[1], points_);
    std::vector<char> taken(x_.size() * y_.size(), 0);
    for (std::size_t i = 0; i < points_.size(); ++i) {
      cells_.push_back(y_.place(ys[i]) * x_.size() + x_.place(xs[i]));
      if (taken[cells_.back()]++ == 0) continue;
      throw InputError(fmt::format("{}: {} = {}, {} = {} at two points: choose one with --where",
                                   file.path().string(), factors_[0]->name, xs[i],
                                   factors_[1]->name, ys[i]));
    }
    if (cells_.size() == taken.size()) {
      leave_out_closed(file);
      return;
    }
    throw InputError(fmt::format(
        "{}: a map needs all combinations of the values of {} and {} (a grid); {} of {} are there",
        file.path().string(), factors_[0]->name, factors_[1]->name, cells_.size(), taken.size()));
  }

  /// The points of the grid that ran.
  [[nodiscard]] const std::vector<std::size_t>& points() const { return points_; }
  [[nodiscard]] const MapAxis& x() const { return x_; }
  [[nodiscard]] const MapAxis& y() const { return y_; }
  [[nodiscard]] const std::string& x_name() const { return factors_[0]->name; }
  [[nodiscard]] const std::string& y_name() const { return factors_[1]->name; }

  /// Cells with the values of a form.
  [[nodiscard]] FigureSeries shades(const std::vector<Estimate>& estimates, const std::string& name,
                                    const std::string& unit, MissingReasons& reasons) const {
    std::vector<std::vector<double>> columns(7);
    EstimateColumns values;
    std::vector<const Estimate*> pointers;
    for (std::size_t i = 0; i < estimates.size(); ++i) {
      const auto column = static_cast<double>(cells_[i] % x_.size());
      const auto row = static_cast<double>(cells_[i] / x_.size());
      const std::vector<double> numbers = {x_.value(column - 0.5),
                                           x_.value(column + 0.5),
                                           y_.value(row - 0.5),
                                           y_.value(row + 0.5),
                                           x_.value(column),
                                           y_.value(row),
                                           static_cast<double>(points_[i])};
      for (std::size_t k = 0; k < numbers.size(); ++k) columns[k].push_back(numbers[k]);
      values.add(estimates[i]);
      pointers.push_back(&estimates[i]);
    }
    FigureSeries series = {.name = "", .mark = Mark::shades, .columns = {}};
    const std::string& x_unit = factors_[0]->units;
    const std::string& y_unit = factors_[1]->units;
    series.columns = {{x_name() + "_from", x_unit, columns[0]},
                      {x_name() + "_to", x_unit, columns[1]},
                      {y_name() + "_from", y_unit, columns[2]},
                      {y_name() + "_to", y_unit, columns[3]}};
    for (FigureColumn& column : values.columns(name, unit)) {
      series.columns.push_back(std::move(column));
    }
    series.columns.push_back({x_name(), x_unit, numbers_of(*factors_[0], points_)});
    series.columns.push_back({y_name(), y_unit, numbers_of(*factors_[1], points_)});
    series.columns.push_back({"point", "1", columns[6]});
    series.columns.push_back(reasons.column(pointers));
    return series;
  }

  /// The line along which a part of the estimates equals a level.
  template <class Part>
  [[nodiscard]] FigureSeries contour(const std::vector<Estimate>& estimates, double level,
                                     const Part& part) const {
    GridValues grid = {x_.size(), y_.size(), std::vector<double>(x_.size() * y_.size(), no_value)};
    for (std::size_t i = 0; i < cells_.size(); ++i)
      grid.values[cells_[i]] = part(estimates[i]) - level;
    std::vector<std::vector<double>> columns(4);
    for (const ContourPiece& piece : zero_contour(grid)) {
      columns[0].push_back(x_.value(piece.from[0]));
      columns[1].push_back(y_.value(piece.from[1]));
      columns[2].push_back(x_.value(piece.to[0]));
      columns[3].push_back(y_.value(piece.to[1]));
    }
    return {.name = "",
            .mark = Mark::segments,
            .look = SeriesLook::emphasized,
            .columns = {{x_name(), factors_[0]->units, columns[0]},
                        {y_name(), factors_[1]->units, columns[1]},
                        {x_name() + "_end", factors_[0]->units, columns[2]},
                        {y_name() + "_end", factors_[1]->units, columns[3]}}};
  }

 private:
  /// All points of the lattice on which a contour was looked for, though some of them did not run.
  static std::vector<std::size_t> lattice_of(const ResultsFile& file,
                                             const FigureQuestion& question) {
    if (question.points != file.points_run()) return question.points;
    std::vector<std::size_t> all(file.points());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }

  void leave_out_closed(const ResultsFile& file) {
    std::vector<std::size_t> points;
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (file.replications_run(points_[i]) == 0) continue;
      points.push_back(points_[i]);
      cells.push_back(cells_[i]);
    }
    points_ = std::move(points);
    cells_ = std::move(cells);
  }

  std::vector<const Factor*> factors_;
  std::vector<std::size_t> points_;
  MapAxis x_;
  MapAxis y_;
  std::vector<std::size_t> cells_;  ///< of each point: row * columns + column
};

/// Where a contour is.
struct MapLevel {
  double value = 0.0;  ///< in the unit of the form
  std::string text;    ///< as it is shown, with the unit
};

MapLevel level_of(const FigureQuestion& question, const FigureAxis& shades) {
  const double shown = question.level.value_or(0.0);
  return {shown * shades.divisor,
          fmt::format("{:.6g}{}{}", shown, shades.unit.empty() || shown == 0.0 ? "" : " ",
                      shown == 0.0 ? "" : shades.unit)};
}

void add_contours(Panel& panel, const MapGrid& grid, const std::vector<Estimate>& estimates,
                  const std::string& form, const MapLevel& level, double confidence) {
  panel.series.push_back(grid.contour(estimates, level.value, [](const Estimate& estimate) {
    return estimate.value.has_value() ? estimate.value.value() : no_value;
  }));
  panel.series.back().name = fmt::format("{} = {}", form, level.text);
  const auto limit = [&](double Interval::*which) {
    panel.series.push_back(grid.contour(estimates, level.value, [&](const Estimate& estimate) {
      return estimate.interval.has_value() ? estimate.interval.value().*which : no_value;
    }));
    panel.series.back().name =
        fmt::format("limit of its {} % interval = {}", 100.0 * confidence, level.text);
    panel.series.back().number = 1;
  };
  limit(&Interval::lower);
  limit(&Interval::upper);
}

bool has_line(const std::vector<Panel>& panels, const FigureSeries& line) {
  return std::any_of(panels.begin(), panels.end(), [&](const Panel& panel) {
    return std::any_of(panel.series.begin(), panel.series.end(), [&](const FigureSeries& series) {
      return series.name == line.name && !numbers_of(series.columns.front()).empty();
    });
  });
}

/// Lines that no panel has are not in the key.
void name_only_lines_that_are_there(std::vector<Panel>& panels) {
  for (Panel& panel : panels) {
    for (FigureSeries& series : panel.series) {
      if (!series.name.empty() && !has_line(panels, series)) series.name.clear();
    }
  }
}

/// What a caption says of the lines.
std::string words_of_lines(const Panel& panel, const std::string& form, const MapLevel& level,
                           double confidence) {
  const FigureSeries& limits = panel.series.back();
  if (!limits.name.empty()) {
    return fmt::format("; between the dashed lines the {} % interval includes {}",
                       100.0 * confidence, level.text);
  }
  const FigureSeries& contour = panel.series[1];
  return contour.name.empty() ? fmt::format("; {} is {} nowhere", form, level.text) : "";
}

}  // namespace

Figure map_figure(const ResultsFile& file, const FigureQuestion& asked) {
  FigureQuestion question = asked;
  question.metrics.resize(1);
  const bool shows_means = question.form == OutputForm::mean;
  if (shows_means) question.selection.baselines.clear();
  const std::string& metric = question.metrics.front();
  const MapGrid grid(file, question);
  question.points = grid.points();
  Figure figure;
  const auto estimates = estimates_of_form(figure, file, question, metric);
  const std::vector<std::string> names = names_of_form(question);
  MissingReasons reasons;
  double largest = 0.0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Panel panel;
    panel.title = names[i];
    panel.x = grid.x().axis();
    panel.y = grid.y().axis();
    panel.series.push_back(grid.shades(estimates[i], form_name(question.form),
                                       unit_of_form(file, question, metric), reasons));
    largest = std::max(largest, largest_magnitude(numbers_of(panel.series[0].columns[4])));
    figure.panels.push_back(std::move(panel));
  }
  figure.shades = axis_of_form(file, question, metric, largest);
  const MapLevel level = level_of(question, *figure.shades);
  const bool has_contour = !shows_means || question.level.has_value();
  for (std::size_t i = 0; has_contour && i < names.size(); ++i) {
    add_contours(figure.panels[i], grid, estimates[i], form_name(question.form), level,
                 question.settings.confidence);
  }
  name_only_lines_that_are_there(figure.panels);
  if (question.shades) {
    const double divisor = figure.shades->divisor;
    figure.shades->range =
        AxisRange{question.shades->low * divisor, question.shades->high * divisor};
    figure.notes.push_back(fmt::format("Shades end at {} and {}, and values beyond have the last.",
                                       question.shades->low, question.shades->high));
  }
  const std::string& long_name = file.metric(metric).long_name;
  figure.caption =
      fmt::format("{} in {}, against {} and {}{}.",
                  shows_means ? "Mean under " + question.selection.policy : form_phrase(question),
                  long_name, grid.x_name(), grid.y_name(),
                  has_contour ? words_of_lines(figure.panels.front(), form_name(question.form),
                                               level, question.settings.confidence)
                              : "");
  reasons.note(figure, "estimates");
  return figure;
}

}  // namespace bacelab
