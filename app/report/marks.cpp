#include "app/report/marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/reporting/numbers.hpp"
#include "app/figures/ranges.hpp"
#include "experiments/arithmetic/elementary.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

/// Where a shown value is between the ends of an axis, from 0 to 1.
double place_on(const PlacedAxis& axis, double value) {
  const AxisRange& range = axis.range;
  if (axis.scale == AxisScale::linear) return (value - range.low) / (range.high - range.low);
  return arithmetic::log10(value / range.low) / arithmetic::log10(range.high / range.low);
}

/// The columns of a mark that are its place; none for marks that are no points.
struct PlaceColumns {
  std::size_t x = 0;
  std::optional<std::size_t> y;  ///< none: a category
  std::size_t end = 0;           ///< the first column of other values
};

std::optional<PlaceColumns> place_columns(Mark mark) {
  switch (mark) {
    case Mark::curve:
      return PlaceColumns{0, 1, 4};
    case Mark::points:
    case Mark::steps:
      return PlaceColumns{0, 1, 2};
    case Mark::crosses:
      return PlaceColumns{0, 3, 6};
    case Mark::intervals:
      return PlaceColumns{1, std::nullopt, 4};
    case Mark::line:
    case Mark::segments:
    case Mark::rectangles:
    case Mark::shades:
    case Mark::labels:
      break;
  }
  return std::nullopt;
}

std::string with_unit(const std::string& number, const FigureAxis& axis) {
  return axis.unit.empty() ? number : number + " " + axis.unit;
}

std::string interval_of(const FigureSeries& series, std::size_t low, std::size_t row,
                        const FigureAxis& axis) {
  const double lower = numbers_of(series.columns[low])[row] / axis.divisor;
  const double upper = numbers_of(series.columns[low + 1])[row] / axis.divisor;
  if (std::isnan(lower) || std::isnan(upper)) return "";
  return fmt::format(" [{}, {}]", number_text(lower), number_text(upper));
}

/// Where the interval of the values of an axis is.
std::optional<std::size_t> limits_of(Mark mark, char axis) {
  if (mark == Mark::curve && axis == 'y') return 2;
  if (mark == Mark::crosses) return axis == 'x' ? 1 : 4;
  if (mark == Mark::intervals && axis == 'x') return 2;
  return std::nullopt;
}

std::string value_line(const FigureSeries& series, char name, const FigureAxis& axis, double value,
                       std::size_t row) {
  const auto limits = limits_of(series.mark, name);
  const std::string number =
      number_text(value / axis.divisor) + (limits ? interval_of(series, *limits, row, axis) : "");
  return axis.label + ": " + with_unit(number, axis);
}

std::string text_of_mark(const Panel& panel, const FigureSeries& series, const PlaceColumns& place,
                         std::size_t row) {
  std::string text = panel.title.empty() ? series.name : panel.title;
  if (!panel.title.empty() && !series.name.empty()) text += ", " + series.name;
  if (!place.y) text = texts_of(series.columns[0])[row] + (text.empty() ? "" : ", ") + text;
  text += "\n" + value_line(series, 'x', panel.x, numbers_of(series.columns[place.x])[row], row);
  if (place.y) {
    text += "\n" + value_line(series, 'y', panel.y, numbers_of(series.columns[*place.y])[row], row);
  }
  for (std::size_t i = place.end; i < series.columns.size(); ++i) {
    const FigureColumn& column = series.columns[i];
    if (column.name != "replication") continue;
    text += fmt::format("\nreplication {}", numbers_of(column)[row]);
  }
  return text;
}

struct PanelMarks {
  const FigureLayout& layout;
  const PlacedPanel& placed;

  void add(const FigureSeries& series, std::size_t step, nlohmann::ordered_json& marks) const {
    const auto place = place_columns(series.mark);
    if (!place) return;
    const auto categories =
        place->y ? std::vector<double>() : places_of_intervals(*placed.panel, series);
    for (std::size_t row = 0; row < rows_of(series); row += step) {
      const double y = place->y
                           ? numbers_of(series.columns[*place->y])[row] / placed.panel->y.divisor
                           : categories[row];
      add_row(series, *place, row, y, marks);
    }
  }

 private:
  void add_row(const FigureSeries& series, const PlaceColumns& columns, std::size_t row, double y,
               nlohmann::ordered_json& marks) const {
    constexpr double pixels = 96.0 / 72.0;
    const Panel& panel = *placed.panel;
    const double x = numbers_of(series.columns[columns.x])[row] / panel.x.divisor;
    const double along = place_on(placed.x, x);
    // Categories go down from the top.
    const double up = columns.y ? place_on(placed.y, y) : 1.0 - place_on(placed.y, y);
    if (!(along >= 0.0 && along <= 1.0 && up >= 0.0 && up <= 1.0)) return;
    const double left = (placed.box.left + along * placed.box.width()) * pixels;
    const double top = (layout.height - placed.box.bottom - up * placed.box.height()) * pixels;
    marks.push_back({std::round(left * 10.0) / 10.0, std::round(top * 10.0) / 10.0,
                     text_of_mark(panel, series, columns, row)});
  }
};

std::size_t mark_count(const Figure& figure) {
  std::size_t count = 0;
  for (const Panel& panel : figure.panels) {
    for (const FigureSeries& series : panel.series) {
      if (place_columns(series.mark)) count += rows_of(series);
    }
  }
  return count;
}

template <class Value>
void keep_each(std::vector<Value>& values, std::size_t most) {
  const std::size_t all = values.size();
  std::vector<Value> kept;
  for (std::size_t i = 0; i < most; ++i) kept.push_back(values[i * all / most]);
  values = std::move(kept);
}

}  // namespace

nlohmann::ordered_json marks_of(const Figure& figure, FigureWidth width, std::size_t most) {
  nlohmann::ordered_json marks = nlohmann::ordered_json::array();
  const FigureLayout layout = lay_out(figure, width);
  const std::size_t step = mark_count(figure) / most + 1;
  for (const PlacedPanel& placed : layout.panels) {
    for (const FigureSeries& series : placed.panel->series) {
      PanelMarks{layout, placed}.add(series, step, marks);
    }
  }
  return marks;
}

Figure thinned(Figure figure, std::size_t most) {
  std::size_t largest = 0;
  for (Panel& panel : figure.panels) {
    for (FigureSeries& series : panel.series) {
      if (series.mark != Mark::points || rows_of(series) <= most) continue;
      largest = std::max(largest, rows_of(series));
      for (FigureColumn& column : series.columns) {
        std::visit([&](auto& values) { keep_each(values, most); }, column.values);
      }
    }
  }
  if (largest > 0) {
    figure.notes.push_back(
        fmt::format("{} of {} points are shown, evenly chosen.", grouped(most), grouped(largest)));
  }
  return figure;
}

}  // namespace bacelab
