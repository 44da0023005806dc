#include "app/report/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "analysis/figures/points.hpp"
#include "app/cli/gnuplot.hpp"
#include "app/figures/gnuplot_script.hpp"
#include "app/figures/kinds.hpp"
#include "app/report/html.hpp"
#include "app/report/inline_svg.hpp"
#include "app/report/marks.hpp"
#include "core/errors.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_points = 500;  // of a series
constexpr std::size_t most_marks = 1200;  // of a figure
constexpr std::size_t most_figures = 40;  // each takes a start of gnuplot

/// A figure to be drawn, and what of the page it belongs to.
struct Wanted {
  std::string kind;
  std::string title;
  FigureQuestion question;
  bool is_of_point = false;   ///< of one of several
  bool is_of_policy = false;  ///< another with another policy under test
};

FigureQuestion question_for(const ReportContents& contents, std::vector<std::size_t> points,
                            const std::string& metric) {
  FigureQuestion question;
  question.selection = contents.question.selection;
  question.metrics = {metric};
  question.points = std::move(points);
  question.settings = contents.question.settings;
  question.sensitivity.confidence = contents.question.settings.confidence;
  question.sensitivity.bootstrap.seed = contents.question.settings.bootstrap.seed;
  question.column = "jct";
  question.inputs = contents.question.inputs;
  return question;
}

std::vector<std::size_t> all_points(const ResultsFile& file) { return file.points_run(); }

Wanted differences_of(const FigureQuestion& question, bool is_of_point) {
  Wanted wanted = {"ecdf", "Distribution of differences", question, is_of_point, true};
  wanted.question.differences = true;
  return wanted;
}

void add_point_figures(std::vector<Wanted>& wanted, const ReportContents& contents,
                       std::size_t point, bool is_of_point) {
  const bool has_baselines = !contents.question.selection.baselines.empty();
  for (const std::string& metric : contents.question.metrics) {
    const FigureQuestion question = question_for(contents, {point}, metric);
    if (has_baselines) {
      const std::string title = "Overhead over " + question.selection.policy;
      if (!is_of_point) wanted.push_back({"overhead", title, question, false, true});
      wanted.push_back({"scatter", "World by world", question, is_of_point, true});
    }
    wanted.push_back({"ecdf", "Distribution over worlds", question, is_of_point});
    if (has_baselines) wanted.push_back(differences_of(question, is_of_point));
  }
}

/// The figures with another policy under test, of a file with one point; those with a mark a world
/// are too large for each policy.
void add_figures_of_others(std::vector<Wanted>& wanted, const ReportContents& contents) {
  for (const ReportContents& other : contents.others) {
    for (const std::string& metric : contents.question.metrics) {
      const std::string title = "Overhead over " + other.question.selection.policy;
      wanted.push_back({"overhead", title, question_for(other, {0}, metric), false, true});
    }
  }
}

bool is_of_type(const ResultsFile& file, std::initializer_list<std::string_view> types) {
  return std::find(types.begin(), types.end(), file.description().design.type) != types.end();
}

void add_design_figures(std::vector<Wanted>& wanted, const ResultsFile& file,
                        const ReportContents& contents) {
  for (const std::string& metric : contents.question.metrics) {
    FigureQuestion question = question_for(contents, all_points(file), metric);
    if (is_of_type(file, {"saltelli", "morris"})) {
      const std::string kind = is_of_type(file, {"morris"}) ? "morris" : "sobol";
      wanted.push_back({kind, "Sensitivity of the mean", question});
      question.form = OutputForm::overhead;
      if (!question.selection.baselines.empty()) {
        wanted.push_back({kind, "Sensitivity of the overhead", question});
      }
      continue;
    }
    const std::size_t factors = varied_factors(file, question.points).size();
    if (factors == 1) {
      wanted.push_back({"lines", "Mean against the factor", question});
      question.form = OutputForm::overhead;
      if (!question.selection.baselines.empty()) {
        wanted.push_back({"lines", "Overhead against the factor", question});
      }
    }
    if (question.selection.baselines.empty()) continue;
    question.form = OutputForm::overhead;
    if (factors == 2 && is_of_type(file, {"grid"})) {
      wanted.push_back({"map", "Overhead over two factors", question});
    }
    if (file.points() <= 24) wanted.push_back({"overhead", "Overhead at each point", question});
  }
}

/// The world in which the policy lost by the largest share of the first metric.
std::optional<Wanted> worst_world(const ReportContents& contents) {
  const ReportPoint& point = contents.points.front();
  if (point.comparisons.empty()) return std::nullopt;
  const Comparison& table = point.comparisons.front();
  const BaselineComparison* worst = nullptr;
  double largest = 0.0;
  for (const BaselineComparison& row : table.baselines) {
    if (row.worst_worlds.empty()) continue;
    const WorstWorld& world = row.worst_worlds.front();
    const double loss = std::abs(world.policy_value - world.baseline_value);
    if (loss <= largest) continue;
    largest = loss;
    worst = &row;
  }
  if (worst == nullptr) return std::nullopt;
  Wanted wanted = {"timeline", "", question_for(contents, point.points, table.metric)};
  wanted.question.replication = worst->worst_worlds.front().replication;
  wanted.title =
      fmt::format("Where {} lost by most: replication {}, and below it the same under {}",
                  table.policy, wanted.question.replication, worst->baseline);
  wanted.question.selection.baselines = {worst->baseline};
  wanted.question.has_baselines = true;
  return wanted;
}

std::vector<Wanted> wanted_figures(const ResultsFile& file, const ReportContents& contents) {
  std::vector<Wanted> wanted;
  if (file.points() == 1) {
    add_point_figures(wanted, contents, 0, false);
  } else {
    add_design_figures(wanted, file, contents);
    if (!is_of_type(file, {"saltelli", "morris"})) {
      const std::size_t shown =
          std::min(most_detailed_points(contents.question), contents.points.size());
      for (std::size_t point = 0; point < shown; ++point) {
        add_point_figures(wanted, contents, point, true);
      }
    }
  }
  if (file.points() == 1 && file.description().jobs_per_run > 0) {
    wanted.push_back({"jobs", "Distribution over jobs", question_for(contents, {0}, "")});
  }
  if (file.points() == 1) {
    if (auto worst = worst_world(contents)) wanted.push_back(*std::move(worst));
    add_figures_of_others(wanted, contents);
  }
  return wanted;
}

/// One figure as a part of the page.
std::string drawn(const ResultsFile& file, const Wanted& wanted, std::size_t number,
                  const std::filesystem::path& beside) {
  const Figure figure = thinned(
      make_figure(figure_kinds().at(wanted.kind, "figure"), file, wanted.question), most_points);
  const FigureWidth width =
      figure.panels.size() > 1 ? FigureWidth::two_columns : FigureWidth::one_column;
  const std::string svg =
      drawn_by_gnuplot(gnuplot_script(figure, FigureFormat::svg, width), beside);
  std::string attributes;
  const std::string& metric = wanted.question.metrics.front();
  if (!metric.empty()) attributes += fmt::format(" data-metric=\"{}\"", escaped(metric));
  if (wanted.is_of_point) {
    attributes += fmt::format(" data-point=\"{}\"", wanted.question.points.front());
  }
  if (wanted.is_of_policy) {
    attributes += fmt::format(" data-policy=\"{}\"", escaped(wanted.question.selection.policy));
  }
  std::string caption = figure.caption;
  for (const std::string& note : figure.notes) caption += " " + note;
  return fmt::format(
      "<figure data-kind=\"{}\"{}{}>\n<h3>{}{}</h3>\n<div class=\"drawing\">{}</div>\n"
      "<script type=\"application/json\">{}</script>\n<figcaption>{}</figcaption></figure>\n",
      wanted.kind, width == FigureWidth::two_columns ? " class=\"broad\"" : "", attributes,
      escaped(wanted.title), metric.empty() ? "" : ": " + escaped(file.metric(metric).long_name),
      inline_svg(svg, fmt::format("f{}", number), figure.caption),
      script_text(marks_of(figure, width, most_marks).dump()), escaped(caption));
}

}  // namespace

std::string report_figures(const ResultsFile& file, const ReportContents& contents,
                           const std::filesystem::path& beside, std::size_t most_bytes) {
  if (!has_gnuplot()) {
    return paragraph(
        "gnuplot, which draws the figures, is not installed where this page was made; on Debian: "
        "apt-get install gnuplot-nox. All numbers are in the tables.",
        "warning");
  }
  std::string text;
  std::vector<std::string> missing;
  std::size_t number = 0;
  std::size_t left_out = 0;
  for (const Wanted& wanted : wanted_figures(file, contents)) {
    if (number == most_figures) {
      ++left_out;
      continue;
    }
    try {
      const std::string figure = drawn(file, wanted, number + 1, beside);
      if (text.size() + figure.size() > most_bytes) {
        ++left_out;
        continue;
      }
      text += figure;
      ++number;
    } catch (const InputError& error) {
      missing.push_back(fmt::format("Not drawn: {} ({}).", wanted.title, error.what()));
    }
  }
  text = "<div class=\"figures\">\n" + text + "</div>\n";
  for (const std::string& reason : missing) text += paragraph(reason, "note");
  if (left_out > 0) {
    text += paragraph(fmt::format("{} left out, as the page would be too large; `bacelab plot` "
                                  "draws each.",
                                  counted(left_out, "more figure")),
                      "note");
  }
  return text;
}

}  // namespace bacelab
