#include "app/validation/validation_figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

#include "app/cli/gnuplot.hpp"

namespace bacelab {
namespace {

// One column of a page. Beside the colours of a schedule stand shapes, for prints in grey.
constexpr const char* axes =
    "set encoding utf8\nset terminal svg size 520,360 font 'sans,13' background rgb 'white'\n"
    "set key outside top center horizontal Left reverse samplen 1 noenhanced\n"
    "set border 3\nset tics nomirror out\nset logscale x\n"
    "set xlabel 'measured time of an iteration [s]'\n"
    "set ylabel 'predicted / measured - 1 [%]'\n"
    "set yrange [*<-15:15<*]\nset ytics 10\n";
constexpr const char* lines =
    "plot 0 with lines lw 1.2 lc rgb '#000000' notitle, \\\n"
    "  10 with lines lw 1 dt 2 lc rgb '#666666' title '±10 %', \\\n"
    "  -10 with lines lw 1 dt 2 lc rgb '#666666' notitle";
constexpr std::array<int, 4> shapes = {12, 7, 8, 5};  // diamond, disc, open triangle, square

/// The times measured, and a little more: gnuplot would go on to powers of ten.
std::string time_range(const StepTimes& table) {
  double least = std::numeric_limits<double>::infinity();
  double most = 0.0;
  for (const StepTime& row : table.rows) {
    if (row.is_fitted) continue;
    least = std::min(least, row.seconds);
    most = std::max(most, row.seconds);
  }
  return fmt::format("set xrange [{}:{}]\n", least / 1.3, most * 1.3);
}

std::string points_of(const Validation& validation, Schedule schedule) {
  std::string points;
  for (std::size_t i = 0; i < validation.table.rows.size(); ++i) {
    const StepTime& row = validation.table.rows[i];
    if (row.is_fitted || row.schedule != schedule) continue;
    fmt::format_to(std::back_inserter(points), "{} {}\n", row.seconds,
                   100.0 * validation.predictions[i].error);
  }
  return points;
}

}  // namespace

std::string validation_figure(const Validation& validation) {
  std::string data;
  std::string plot = lines;
  for (std::size_t i = 0; i < schedules().size(); ++i) {
    const NamedSchedule& named = schedules()[i];
    const std::string points = points_of(validation, named.way);
    if (points.empty()) continue;
    data += fmt::format("${} << END_OF_DATA\n{}END_OF_DATA\n", named.name, points);
    plot += fmt::format(", \\\n  ${} using 1:2 with points pt {} ps 0.55 lc rgb '{}' title {}",
                        named.name, shapes[i % shapes.size()],
                        figure_colours[i % figure_colours.size()],
                        gnuplot_text(std::string(named.name)));
  }
  return axes + time_range(validation.table) + data + plot + "\n";
}

}  // namespace bacelab
