#include "app/world/world_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string_view>

#include "app/cli/gnuplot.hpp"
#include "app/world/world_view.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

constexpr int figure_width = 1000;
constexpr int panel_height = 280;
constexpr int title_height = 40;
constexpr std::size_t most_lines = 15;  // of a panel: more could not be told apart

/// Colours first, then dashes as well.
std::string line_style(std::size_t i) {
  return fmt::format("lw 1.5 dt {} lc rgb '{}'", i / figure_colours.size() + 1,
                     figure_colours[i % figure_colours.size()]);
}

/// A block of data: hours and values, each step with its end.
std::string data_of(const std::string& name, const ShownSeries& one, double divisor, double end_s) {
  std::string data = "$" + name + " << END_OF_DATA\n";
  double value = 0.0;
  for (std::size_t i = 0; one.series->has(i) && one.series->time(i) < end_s; ++i) {
    value = one.series->value(i) / divisor;
    fmt::format_to(std::back_inserter(data), "{} {}\n", one.series->time(i) / 3600.0, value);
  }
  fmt::format_to(std::back_inserter(data), "{} {}\nEND_OF_DATA\n", end_s / 3600.0, value);
  return data;
}

/// The range of the values shown and a little more: gnuplot warns of an empty one.
std::string value_range(const SeriesGroup& group, std::size_t shown, double end_s) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (std::size_t i = 0; i < shown; ++i) {
    const SeriesSummary summary = summary_of(*group.series[i].series, end_s);
    low = std::min(low, summary.least / group.divisor);
    high = std::max(high, summary.most / group.divisor);
  }
  const double margin = high > low ? 0.05 * (high - low) : 0.1 * std::max(std::abs(high), 1.0);
  return fmt::format("set yrange [{}:{}]\n", low - margin, high + margin);
}

std::string panel_of(const SeriesGroup& group, std::size_t number, double end_s) {
  const std::size_t shown = std::min(group.series.size(), most_lines);
  std::string data;
  std::string plot;
  for (std::size_t i = 0; i < shown; ++i) {
    const std::string block = fmt::format("panel{}line{}", number, i);
    data += data_of(block, group.series[i], group.divisor, end_s);
    plot += fmt::format("{}${} using 1:2 with steps {} title {}", i == 0 ? "plot " : ", \\\n  ",
                        block, line_style(i), gnuplot_text(group.series[i].name));
  }
  const std::string more = shown < group.series.size()
                               ? fmt::format(" (the first {} of {})", shown, group.series.size())
                               : "";
  return data +
         fmt::format("set title {} noenhanced\nset ylabel {}\n", gnuplot_text(group.title + more),
                     gnuplot_text(group.unit)) +
         value_range(group, shown, end_s) + plot + "\n";
}

/// Characters right of the panels, for the longest name in a key: its letters are smaller than
/// those by which gnuplot measures margins.
std::size_t key_margin(const WorldView& view) {
  std::size_t longest = std::string_view("expected").size();
  for (const SeriesGroup& group : view.groups) {
    for (std::size_t i = 0; i < std::min(group.series.size(), most_lines); ++i) {
      longest = std::max(longest, width_of(group.series[i].name));
    }
  }
  return 7 + longest * 3 / 5;
}

std::string arrivals_panel(const ShownJobs& jobs, double end_s) {
  std::string data = "$arrivals << END_OF_DATA\n0 0\n";
  std::size_t count = 0;
  for (const double t : jobs.arrivals_s) {
    if (t > end_s) break;
    fmt::format_to(std::back_inserter(data), "{} {}\n", t / 3600.0, ++count);
  }
  fmt::format_to(std::back_inserter(data), "{} {}\nEND_OF_DATA\n", end_s / 3600.0, count);
  std::string plot = "plot $arrivals using 1:2 with steps " + line_style(0) + " title 'arrived'";
  if (const auto rate = jobs.arrivals.per_second) {
    plot += fmt::format(
        ", \\\n  [0:{}] (x * {} < {} ? x * {} : 1/0) with lines lw 1 dt 2 lc rgb "
        "'#666666' title 'expected'",
        end_s / 3600.0, *rate * 3600.0, jobs.arrivals_s.size(), *rate * 3600.0);
  }
  return data + "set title 'Arrivals'\nset ylabel 'jobs'\nset xlabel 'hours'\nset yrange [0:*]\n" +
         plot + "\n";
}

}  // namespace

std::string world_figure(const WorldView& view, const std::string& title, double end_s) {
  const std::size_t panels = view.groups.size() + 1;
  std::string script = fmt::format(
      "set terminal svg size {},{} font 'sans,12' background rgb 'white'\n"
      "set multiplot layout {},1 title {} noenhanced\n"
      "set key at graph 1.02, graph 1 left top Left reverse samplen 2 font ',9' spacing 0.85 "
      "noenhanced\n"
      "set lmargin 12\nset rmargin {}\n"
      "set border 3\nset tics nomirror out\nset grid y lc rgb '#dddddd'\nset xrange [0:{}]\n",
      figure_width, title_height + panel_height * static_cast<int>(panels), panels,
      gnuplot_text(title), key_margin(view), end_s / 3600.0);
  for (std::size_t i = 0; i < view.groups.size(); ++i) {
    script += panel_of(view.groups[i], i, end_s);
  }
  return script + arrivals_panel(view.jobs, end_s) + "unset multiplot\n";
}

}  // namespace bacelab
