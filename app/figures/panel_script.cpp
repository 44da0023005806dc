#include "app/figures/panel_script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "app/cli/gnuplot.hpp"
#include "app/figures/looks.hpp"
#include "app/figures/ranges.hpp"
#include "app/figures/shades.hpp"
#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_symbols = 60;  // of a line; more would hide it

/// A text of several lines. Names stand in single quotes, in which gnuplot replaces nothing.
std::string lines_text(const std::vector<std::string>& lines) {
  if (lines.empty()) return "''";
  std::string text;
  for (const std::string& line : lines) {
    if (!text.empty()) text += ".\"\\n\".";
    text += gnuplot_text(line);
  }
  return text;
}

std::string margins(const PageBox& box, const FigureLayout& layout) {
  return fmt::format(
      "set lmargin at screen {:.5f}\nset rmargin at screen {:.5f}\nset bmargin at screen {:.5f}\n"
      "set tmargin at screen {:.5f}\n",
      box.left / layout.width, box.right / layout.width, box.bottom / layout.height,
      box.top / layout.height);
}

std::string ticks_text(const std::vector<Tick>& ticks) {
  std::vector<std::string> texts;
  for (const Tick& tick : ticks) {
    texts.push_back(fmt::format("{} {}", gnuplot_text(tick.text), tick.value));
  }
  return fmt::format("({})", fmt::join(texts, ", "));
}

std::string axis_text(char name, const PlacedAxis& axis, bool reversed) {
  const bool is_log = axis.scale == AxisScale::logarithmic;
  return fmt::format("{} logscale {}\nset {}range [{}:{}]\nset {}tics {}\n",
                     is_log ? "set" : "unset", name, name,
                     reversed ? axis.range.high : axis.range.low,
                     reversed ? axis.range.low : axis.range.high, name, ticks_text(axis.ticks));
}

std::string x_label(const PlacedAxis& axis) {
  return fmt::format("set xlabel {} offset 0,0.3\n", lines_text(axis.label_lines));
}

/// Each line by itself: gnuplot would let several grow into the numbers of the axis.
std::string y_label(const PlacedPanel& placed, const FigureLayout& layout) {
  std::string text;
  const double middle = (placed.box.bottom + placed.box.top) / 2.0;
  double x = placed.left + line_points / 2.0;
  for (const std::string& line : placed.y.label_lines) {
    text += fmt::format("set label {} at screen {:.5f},{:.5f} center rotate by 90\n",
                        lines_text({line}), x / layout.width, middle / layout.height);
    x += line_points;
  }
  return text;
}

/// Lines across the panel.
std::string references_text(const Panel& panel) {
  constexpr const char* look = "nohead back lw 1 dt (6,4) lc rgb '#707070'";
  std::string text;
  for (const double value : panel.x.references) {
    const double at = value / panel.x.divisor;
    text += fmt::format("set arrow from first {},graph 0 to first {},graph 1 {}\n", at, at, look);
  }
  for (const double value : panel.y.references) {
    const double at = value / panel.y.divisor;
    text += fmt::format("set arrow from graph 0,first {} to graph 1,first {} {}\n", at, at, look);
  }
  return text;
}

/// A column as gnuplot reads it, from 1, in shown units.
std::string shown(std::size_t column, const FigureAxis& axis) {
  return axis.divisor == 1.0 ? fmt::format("{}", column)
                             : fmt::format("(${}/{})", column, axis.divisor);
}

std::string data_text(double x) { return std::isnan(x) ? "NaN" : fmt::format("{}", x); }

/// In a block of data; there is no way to write a quote in one.
std::string block_text(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  std::replace(text.begin(), text.end(), '\n', ' ');
  return "\"" + text + "\"";
}

std::vector<std::string> colours_of(const Figure& figure, const FigureSeries& series) {
  const AxisRange range = range_of_shades(figure);
  std::vector<std::string> colours;
  for (const double value : numbers_of(series.columns[4])) {
    colours.push_back(std::isnan(value) ? fmt::format("{}", 0xFFFFFF)
                                        : fmt::format("{}", shade_of(value / figure.shades->divisor,
                                                                     range, figure.shades->scale)));
  }
  return colours;
}

/// The columns that are drawn, as texts of a block of data.
std::vector<std::vector<std::string>> drawn_columns(const Figure& figure, const Panel& panel,
                                                    const FigureSeries& series) {
  std::vector<std::vector<std::string>> drawn;
  const auto add_numbers = [&](const std::vector<double>& numbers) {
    auto& texts = drawn.emplace_back();
    for (const double x : numbers) texts.push_back(data_text(x));
  };
  if (series.mark == Mark::intervals) add_numbers(places_of_intervals(panel, series));
  const std::size_t first = series.mark == Mark::intervals ? 1 : 0;
  const std::size_t count = series.mark == Mark::shades ? 4 : columns_drawn(series.mark);
  for (std::size_t i = first; i < count; ++i) {
    const FigureColumn& column = series.columns[i];
    if (const auto* texts = std::get_if<std::vector<std::string>>(&column.values)) {
      auto& quoted = drawn.emplace_back();
      for (const std::string& text : *texts) quoted.push_back(block_text(text));
    } else {
      add_numbers(numbers_of(column));
    }
  }
  if (series.mark == Mark::shades) drawn.push_back(colours_of(figure, series));
  return drawn;
}

std::string block_of(const std::string& name, const Figure& figure, const Panel& panel,
                     const FigureSeries& series) {
  const auto columns = drawn_columns(figure, panel, series);
  std::string text = fmt::format("{} << END_OF_DATA\n", name);
  for (std::size_t row = 0; row < rows_of(series); ++row) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) text += ' ';
      text += columns[i][row];
    }
    text += '\n';
  }
  return text + "END_OF_DATA\n";
}

/// x, its lower and upper limit: the middle, and both ends of an area.
std::string ends(std::size_t from, const FigureAxis& axis) {
  return fmt::format("((${}+${})/2/{})", from, from + 1, axis.divisor);
}

/// From a column to the one two further on.
std::string length(std::size_t from, const FigureAxis& axis) {
  return fmt::format("(${}-${})/{}", from + 2, from, axis.divisor);
}

/// What `plot` draws of a series.
std::vector<std::string> plots_of(const std::string& data, const Panel& panel,
                                  const FigureSeries& series) {
  const FigureAxis& x = panel.x;
  const FigureAxis& y = panel.y;
  const auto one = [&](const std::string& columns, const std::string& style) {
    return fmt::format("{} using {} with {}", data, columns, style);
  };
  const std::string xy = shown(1, x) + ":" + shown(2, y);
  const std::string line = line_look(series);
  const std::string symbol = symbol_look(series);
  const std::string thin = "lw 1.5 lc " + colour_look(series);
  switch (series.mark) {
    case Mark::line:
      return {one(xy, "lines " + line)};
    case Mark::steps:
      return {one(xy, "steps " + line)};
    case Mark::points:
      return {one(xy, "points " + symbol_look(series, SymbolSize::small))};
    case Mark::crosses:
      return {one(fmt::format("{}:{}:{}:{}:{}:{}", shown(1, x), shown(4, y), shown(2, x),
                              shown(3, x), shown(5, y), shown(6, y)),
                  "xyerrorbars pt 0 " + thin),
              one(shown(1, x) + ":" + shown(4, y), "points " + symbol)};
    case Mark::curve: {
      std::vector<std::string> plots = {
          one(fmt::format("{}:{}:{}", shown(1, x), shown(3, y), shown(4, y)),
              "filledcurves fillstyle transparent solid 0.15 noborder lc " + colour_look(series)),
          one(xy, "lines " + line)};
      if (rows_of(series) <= most_symbols) plots.push_back(one(xy, "points " + symbol));
      return plots;
    }
    case Mark::intervals:
      return {one(fmt::format("{}:1:{}:{}", shown(2, x), shown(3, x), shown(4, x)),
                  "xerrorbars pt 0 " + thin),
              one(shown(2, x) + ":1", "points " + symbol)};
    case Mark::segments: {
      const std::string columns =
          fmt::format("{}:{}:({}):({})", shown(1, x), shown(2, y), length(1, x), length(2, y));
      if (series.look != SeriesLook::emphasized) return {one(columns, "vectors nohead " + line)};
      return {one(columns, "vectors nohead lw 4 lc rgb '#FFFFFF'"),
              one(columns, "vectors nohead " + line)};
    }
    case Mark::rectangles:
      return {one(fmt::format("{}:{}:{}:{}:{}:{}", ends(1, x), ends(3, y), shown(1, x), shown(2, x),
                              shown(3, y), shown(4, y)),
                  fmt::format("boxxyerror lc {} {}", colour_look(series), area_look))};
    case Mark::shades:
      return {one(fmt::format("{}:{}:{}:{}:{}:{}:5", ends(1, x), ends(3, y), shown(1, x),
                              shown(2, x), shown(3, y), shown(4, y)),
                  "boxxyerror fillstyle solid 1 lc rgb variable")};
    case Mark::labels:
      return {one(fmt::format("{}:{}:1", shown(2, x), shown(3, y)), "labels")};
  }
  return {};
}

std::string grid_text(const Panel& panel) {
  const bool has_rows = !panel.y.categories.empty();
  return has_rows ? "set grid xtics noytics\n" : "set grid xtics ytics\n";
}

}  // namespace

std::string panel_script(const Figure& figure, const FigureLayout& layout, std::size_t number) {
  const PlacedPanel& placed = layout.panels[number];
  const Panel& panel = *placed.panel;
  std::string script = fmt::format("# panel {}\n", number + 1);
  std::vector<std::string> plots;
  for (std::size_t i = 0; i < panel.series.size(); ++i) {
    const std::string name = fmt::format("$panel{}_series{}", number + 1, i + 1);
    if (rows_of(panel.series[i]) == 0) continue;  // gnuplot refuses a block without data
    script += block_of(name, figure, panel, panel.series[i]);
    for (std::string& plot : plots_of(name, panel, panel.series[i])) {
      plots.push_back(std::move(plot));
    }
  }
  script += margins(placed.box, layout);
  script += axis_text('x', placed.x, false) + x_label(placed.x);
  script += axis_text('y', placed.y, !panel.y.categories.empty());
  script += y_label(placed, layout);
  script += grid_text(panel);
  script += fmt::format("set title {} offset 0,-0.6\n", lines_text(placed.title_lines));
  script += references_text(panel);
  if (plots.empty()) plots.emplace_back("NaN");
  script += fmt::format("plot {}\n", fmt::join(plots, ", \\\n  "));
  return script + "unset label\nunset object\nunset arrow\n";  // of the key too, if it is the first
}

std::string bar_script(const Figure& figure, const FigureLayout& layout) {
  if (!layout.bar) return "";
  constexpr int parts = 64;
  const AxisRange& range = layout.bar->axis.range;
  const bool is_log = layout.bar->axis.scale == AxisScale::logarithmic;
  const auto at = [&](double part) {
    return is_log ? range.low * arithmetic::pow(range.high / range.low, part)
                  : range.low + part * (range.high - range.low);
  };
  std::string script = "# shades\n$shades << END_OF_DATA\n";
  for (int i = 0; i < parts; ++i) {
    const double from = at(static_cast<double>(i) / parts);
    const double to = at(static_cast<double>(i + 1) / parts);
    fmt::format_to(std::back_inserter(script), "{} {} {}\n", from, to,
                   shade_of(at((i + 0.5) / parts), range, figure.shades->scale));
  }
  script += "END_OF_DATA\n" + margins(layout.bar->box, layout) +
            axis_text('x', layout.bar->axis, false) + x_label(layout.bar->axis);
  return script +
         "unset logscale y\nset yrange [0:1]\nunset ytics\nset title ''\n"
         "unset grid\nset border 1\n"
         "plot $shades using (($1+$2)/2):(0.5):1:2:(0):(1):3 with boxxyerror fillstyle solid 1 lc "
         "rgb variable\n";
}

}  // namespace bacelab
