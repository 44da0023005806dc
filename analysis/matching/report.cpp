#include "analysis/matching/report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include "analysis/reporting/numbers.hpp"
#include "analysis/reporting/records.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

/// A value of a target: relative ones in percent.
std::string value_text(bool relative, double value) {
  return relative ? fmt::format("{:.1f} %", 100.0 * value) : number_text(value);
}

bool is_relative(const Target& target) { return target.is_relative(target.outputs.front()); }

std::string published_text(const Target& target) {
  const bool relative = is_relative(target);
  if (target.low == target.high) return value_text(relative, target.low);
  return relative ? fmt::format("{:.1f} to {:.1f} %", 100.0 * target.low, 100.0 * target.high)
                  : fmt::format("{} to {}", number_text(target.low), number_text(target.high));
}

std::string nearest_text(const Target& target, const TargetMatch& match) {
  const bool relative = is_relative(target);
  double low = match.figures.front().nearest;
  double high = low;
  for (const FigureMatch& figure : match.figures) {
    low = std::min(low, figure.nearest);
    high = std::max(high, figure.nearest);
  }
  if (match.figures.size() == 1) return value_text(relative, low);
  return relative ? fmt::format("{:.1f} to {:.1f} %", 100.0 * low, 100.0 * high)
                  : fmt::format("{} to {}", number_text(low), number_text(high));
}

std::string implausibility_text(double value) {
  if (!std::isfinite(value)) return "-";
  return value < 99.95 ? fmt::format("{:.1f}", value) : fmt::format("{:.0f}", value);
}

/// The least that the emulators of a target explain.
double explained(const TargetMatch& match) {
  double least = 1.0;
  for (const FigureMatch& figure : match.figures) least = std::min(least, figure.check.explained);
  return least;
}

void write_targets(std::ostream& out, const Match& match, std::size_t width) {
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right,
                   Align::right, Align::right});
  table.add_row({"target", "published", "nearest", "impl.", "points", "space", "LOO"});
  for (std::size_t i = 0; i < match.targets.size(); ++i) {
    const TargetMatch& target = match.target_matches[i];
    table.add_row({match.targets[i].name, published_text(match.targets[i]),
                   nearest_text(match.targets[i], target), implausibility_text(target.least),
                   fmt::format("{}", target.reached), implausibility_text(target.emulated_least),
                   fmt::format("{:.2f}", explained(target))});
  }
  table.write(out, width);
}

std::string misses_text(const Match& match, const SampleMatch& sample) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < match.targets.size(); ++i) {
    if (sample.implausibilities[i] <= match.cut.implausibility) continue;
    texts.push_back(fmt::format("{} ({})", match.targets[i].name,
                                implausibility_text(sample.implausibilities[i])));
  }
  return texts.empty() ? "misses none" : fmt::format("misses {}", fmt::join(texts, ", "));
}

void write_indented(std::ostream& out, const std::string& text, std::size_t width) {
  for (const std::string& line : wrapped(words_of("    " + text), width - 4)) {
    out << "    " << line << '\n';
  }
}

std::string factor_text(const std::variant<double, std::string>& value) {
  const auto* number = std::get_if<double>(&value);
  return number != nullptr ? fmt::format("{:.4g}", *number) : std::get<std::string>(value);
}

std::string place_text(const Match& match, const SampleMatch& sample) {
  return match.files.size() == 1 ? fmt::format("point {}", sample.point)
                                 : fmt::format("file {}, point {}", sample.file + 1, sample.point);
}

void write_points(std::ostream& out, const Match& match, std::size_t top, std::size_t width) {
  const std::size_t shown = std::min(top, match.samples.size());
  if (shown == 0) return;
  out << fmt::format("\nThe least implausible {} of {} points:\n", shown, match.samples.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const SampleMatch& sample = match.samples[i];
    out << fmt::format("{}: implausibility {} ({} with every target), {} of {} targets reached\n",
                       place_text(match, sample), implausibility_text(sample.deciding),
                       implausibility_text(sample.largest), sample.reached, match.targets.size());
    std::vector<std::string> values;
    for (std::size_t axis = 0; axis < match.space.size(); ++axis) {
      values.push_back(match.space[axis].name + " = " + factor_text(sample.values[axis]));
    }
    write_indented(out, fmt::format("{}", fmt::join(values, ", ")), width);
    write_indented(out, misses_text(match, sample), width);
  }
}

std::string share_text(std::size_t part, std::size_t all) {
  if (all == 0) return "-";
  return fmt::format("{:.2g} %", 100.0 * static_cast<double>(part) / static_cast<double>(all));
}

void write_factors(std::ostream& out, const Match& match, std::size_t width) {
  TextTable table(
      {Align::left, Align::left, Align::right, Align::right, Align::right, Align::right});
  table.add_row({"factor", "value", "impl.", "left", "space", "left"});
  std::size_t axis = match.space.size();
  for (const AxisPart& part : match.parts) {
    table.add_row({part.axis == axis ? "" : match.space[part.axis].name, part.text,
                   implausibility_text(part.least),
                   fmt::format("{} of {}", part.samples_left, part.samples),
                   implausibility_text(part.emulated_least),
                   share_text(part.candidates_left, part.candidates)});
    axis = part.axis;
  }
  out << '\n';
  table.write(out, width);
}

std::string names_where(const Match& match, const std::function<bool(const TargetMatch&)>& holds) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < match.targets.size(); ++i) {
    if (holds(match.target_matches[i])) names.push_back(match.targets[i].name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

void write_contradictions(std::ostream& out, const Match& match, std::size_t width) {
  const std::string never =
      names_where(match, [](const TargetMatch& target) { return target.reached == 0; });
  out << '\n';
  write_wrapped(
      out,
      never.empty() ? "Each target is reached by a point." : "Reached by no point: " + never + ".",
      width);
  std::vector<std::string> pairs;
  for (const Conflict& pair : match.conflicts) {
    pairs.push_back(match.targets[pair.first].name + " and " + match.targets[pair.second].name);
  }
  if (pairs.empty()) return;
  write_wrapped(out, fmt::format("Reached, but never together: {}.", fmt::join(pairs, "; ")),
                width);
}

}  // namespace

void write_table(std::ostream& out, const Match& match, std::size_t top, std::size_t width) {
  std::string title = fmt::format(
      "{}: {} points, {} worlds each, {} targets; implausibility of a "
      "point: {}; ruled out above {:g}",
      fmt::join(match.files, ", "), match.samples.size(), match.worlds, match.targets.size(),
      deciding_text(match.cut), match.cut.implausibility);
  if (match.incomplete > 0) {
    title += fmt::format("; {} points with incomplete runs are left out", match.incomplete);
  }
  write_wrapped(out, title, width);
  out << '\n';
  write_targets(out, match, width);
  write_points(out, match, top, width);
  write_factors(out, match, width);
  write_contradictions(out, match, width);
  write_wrapped(out,
                fmt::format("Not ruled out: {} of {} points; of the space {} by the emulators "
                            "({} of {} places).",
                            match.samples_left, match.samples.size(),
                            share_text(match.candidates_left, match.candidates),
                            match.candidates_left, match.candidates),
                width);
  out << '\n';
  write_wrapped(out,
                "impl.: the least implausibility of a point, space: of a place between the points, "
                "by the emulators. points: those that reach the target. LOO: share of the variance "
                "of the points that the emulator "
                "explains, each point by all others.",
                width);
}

void write_csv(std::ostream& out, const Match& match) {
  for (std::size_t i = 0; i < match.samples.size(); ++i) {
    const SampleMatch& sample = match.samples[i];
    CsvRecord record;
    record.add("file", match.files[sample.file]);
    record.add("point", sample.point);
    for (std::size_t axis = 0; axis < match.space.size(); ++axis) {
      std::visit([&](const auto& value) { record.add(match.space[axis].name, value); },
                 sample.values[axis]);
    }
    record.add("implausibility", sample.deciding);
    record.add("largest_implausibility", sample.largest);
    record.add("targets_reached", sample.reached);
    record.add_flag("ruled_out", sample.deciding > match.cut.implausibility);
    for (std::size_t target = 0; target < match.targets.size(); ++target) {
      record.add("implausibility_" + match.targets[target].name, sample.implausibilities[target]);
    }
    if (i == 0) write_csv_line(out, record.titles());
    write_csv_line(out, record.texts());
  }
}

}  // namespace bacelab
