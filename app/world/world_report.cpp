#include "app/world/world_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "analysis/reporting/numbers.hpp"
#include "app/world/world_view.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {

std::string sparkline(const std::vector<double>& values, double low, double high) {
  constexpr std::array<std::string_view, 8> heights = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  constexpr std::string_view constant = "─";
  std::string line;
  for (const double value : values) {
    if (!(high > low)) {
      line += constant;
      continue;
    }
    const double height = std::floor((value - low) / (high - low) * heights.size());
    line += heights[static_cast<std::size_t>(std::clamp(height, 0.0, heights.size() - 1.0))];
  }
  return line;
}

namespace {

constexpr std::size_t narrowest_line = 10;
constexpr std::size_t column = 10;  // of a number, with a blank before "-0.001234"
constexpr std::size_t numbers = 6;

std::string cell(const std::string& text) { return padded(text, column, Align::right); }

/// The left part of every line, the same in all tables.
struct Layout {
  std::size_t name;
  std::size_t line;
};

Layout layout_of(const WorldView& view, const TableExtent& extent) {
  std::size_t name = width_of("arrivals");
  for (const SeriesGroup& group : view.groups) {
    const std::size_t shown = std::min(group.series.size(), extent.most_series);
    for (std::size_t i = 0; i < shown; ++i) name = std::max(name, width_of(group.series[i].name));
  }
  const std::size_t taken = name + 1 + numbers * column;
  const std::size_t line = extent.width > taken ? extent.width - taken : 0;
  return {name, std::max(line, narrowest_line)};
}

void write_group(std::ostream& out, const SeriesGroup& group, const Layout& layout,
                 const TableExtent& extent) {
  const std::string unit = group.unit.empty() ? "" : ", " + group.unit;
  const std::size_t left = layout.name + 1 + layout.line;
  // The title may reach into the line of titles above the numbers: then it has a line of its own.
  const std::string title = group.title + unit;
  out << '\n';
  if (width_of(title) > left) out << title << '\n';
  out << padded(width_of(title) > left ? "" : title, left);
  for (const char* name : {"mean", "sd", "min", "max", "E[mean]", "E[sd]"}) out << cell(name);
  out << '\n';
  const std::size_t shown = std::min(group.series.size(), extent.most_series);
  for (std::size_t i = 0; i < shown; ++i) {
    const ShownSeries& one = group.series[i];
    const SeriesSummary summary = summary_of(*one.series, extent.end_s);
    const auto number = [&](double x) { return cell(number_text(x / group.divisor)); };
    out << padded(one.name, layout.name) << ' '
        << sparkline(means_of_parts(*one.series, extent.end_s, layout.line), summary.least,
                     summary.most)
        << number(summary.mean) << number(summary.deviation) << number(summary.least)
        << number(summary.most);
    if (one.theory) out << number(one.theory->mean) << number(std::sqrt(one.theory->variance));
    out << '\n';
  }
  if (shown < group.series.size()) {
    out << fmt::format("... and {} more (--all)\n", group.series.size() - shown);
  }
}

void write_arrivals(std::ostream& out, const ShownJobs& jobs, const Layout& layout,
                    const TableExtent& extent) {
  const auto counts = counts_of_parts(jobs.arrivals_s, extent.end_s, layout.line);
  const double most = *std::max_element(counts.begin(), counts.end());
  out << '\n'
      << padded("arrivals", layout.name) << ' ' << sparkline(counts, 0.0, most)
      << fmt::format("  up to {:.0f} a column\n", most);
}

void write_jobs(std::ostream& out, const ShownJobs& jobs, std::size_t width) {
  TextTable table({Align::left, Align::right, Align::right});
  table.add_row({"Jobs", "here", "expected"});
  const auto text = [](const std::optional<double>& value, double factor = 1.0) {
    return value ? number_text(*value * factor) : std::string("-");
  };
  const JobStatistics here = statistics_of(jobs);
  table.add_row({"arrivals an hour", text(here.per_hour), text(jobs.arrivals.per_second, 3600.0)});
  table.add_row(
      {"variation of gaps (sd / mean)", text(here.gap_variation), text(jobs.arrivals.gap_cv)});
  table.add_row({"mean of the ideal hours", number_text(here.mean_ideal_hours),
                 number_text(jobs.mean_ideal_hours)});
  table.add_row({"offered load", text(here.load), text(jobs.load)});
  out << '\n';
  table.write(out);
  std::vector<std::string> words = {"Templates:"};
  for (const auto& [name, number] : jobs.templates) {
    words.push_back(
        fmt::format("{} {}{}", number, name, name == jobs.templates.back().first ? "" : ","));
  }
  for (const std::string& line : wrapped(words, width)) out << line << '\n';
}

}  // namespace

void write_world(std::ostream& out, const WorldView& view, const TableExtent& extent) {
  const Layout layout = layout_of(view, extent);
  const double hours = extent.end_s / 3600.0;
  out << fmt::format("The first {} h, {} h a column; each line goes from its min to its max.\n",
                     number_text(hours), number_text(hours / static_cast<double>(layout.line)))
      << "E[...]: what the theory expects over a long time.\n";
  for (const SeriesGroup& group : view.groups) write_group(out, group, layout, extent);
  write_arrivals(out, view.jobs, layout, extent);
  write_jobs(out, view.jobs, extent.width);
}

namespace {

using Json = nlohmann::ordered_json;

Json value_or_null(const std::optional<double>& value, double factor = 1.0) {
  return value ? Json(*value * factor) : Json(nullptr);
}

Json json_of(const ShownSeries& one, double divisor, double end_s) {
  const SeriesSummary summary = summary_of(*one.series, end_s);
  Json object;
  object["name"] = one.name;
  object["mean"] = summary.mean / divisor;
  object["sd"] = summary.deviation / divisor;
  object["min"] = summary.least / divisor;
  object["max"] = summary.most / divisor;
  object["expected_mean"] = one.theory ? Json(one.theory->mean / divisor) : Json(nullptr);
  object["expected_sd"] =
      one.theory ? Json(std::sqrt(one.theory->variance) / divisor) : Json(nullptr);
  return object;
}

Json json_of(const SeriesGroup& group, double end_s) {
  Json object;
  object["title"] = group.title;
  object["unit"] = group.unit.empty() ? "1" : group.unit;
  object["series"] = Json::array();
  for (const ShownSeries& one : group.series) {
    object["series"].push_back(json_of(one, group.divisor, end_s));
  }
  return object;
}

Json json_of(const ShownJobs& jobs) {
  const JobStatistics here = statistics_of(jobs);
  Json object;
  object["count"] = jobs.arrivals_s.size();
  object["arrivals_per_hour"] = value_or_null(here.per_hour);
  object["expected_arrivals_per_hour"] = value_or_null(jobs.arrivals.per_second, 3600.0);
  object["gap_variation"] = value_or_null(here.gap_variation);
  object["expected_gap_variation"] = value_or_null(jobs.arrivals.gap_cv);
  object["mean_ideal_hours"] = here.mean_ideal_hours;
  object["expected_mean_ideal_hours"] = jobs.mean_ideal_hours;
  object["offered_load"] = value_or_null(here.load);
  object["expected_offered_load"] = value_or_null(jobs.load);
  object["templates"] = Json::object();
  for (const auto& [name, number] : jobs.templates) object["templates"][name] = number;
  return object;
}

}  // namespace

void write_world_json(std::ostream& out, const WorldOrigin& origin, const WorldView& view,
                      double end_s) {
  Json object;
  object["study"] = origin.study;
  object["point"] = origin.point;
  object["point_label"] = origin.point_label;
  object["replication"] = origin.replication;
  object["hours"] = end_s / 3600.0;
  object["start_utc"] = view.start_utc.empty() ? Json(nullptr) : Json(view.start_utc);
  object["groups"] = Json::array();
  for (const SeriesGroup& group : view.groups) object["groups"].push_back(json_of(group, end_s));
  object["jobs"] = json_of(view.jobs);
  out << object.dump(2) << '\n';
}

}  // namespace bacelab
