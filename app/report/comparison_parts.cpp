#include "app/report/comparison_parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "analysis/figures/points.hpp"
#include "app/report/comparison_tables.hpp"
#include "app/report/html.hpp"
#include "app/report/verdict.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

/// A list of what one point, or all of them together, shows of each baseline.
std::string verdict_list(const ReportPoint& point) {
  if (point.comparisons.empty()) return "";
  std::string items;
  const Comparison& first = point.comparisons.front();
  for (std::size_t i = 0; i < first.baselines.size(); ++i) {
    std::string sentences;
    const auto texts = verdict_of(point.comparisons, i);
    for (std::size_t metric = 0; metric < texts.size(); ++metric) {
      sentences += fmt::format("<span data-metric=\"{}\">{} </span>",
                               escaped(point.comparisons[metric].metric), escaped(texts[metric]));
    }
    items += fmt::format("<li data-baseline=\"{}\">{}</li>\n", escaped(first.baselines[i].baseline),
                         sentences);
  }
  return "<ul class=\"verdict\">\n" + items + "</ul>\n" + paragraph(verdict_note(first), "note");
}

/// Why there is nothing to say, or how much it was left out for.
std::string reason_of(const ReportPoint& point) {
  if (!point.reason.empty()) return paragraph(point.reason, "warning");
  const std::size_t dropped = point.worlds.dropped;
  if (dropped == 0) return "";
  return fmt::format(
      "<p class=\"warning\">{} of {} {} are left out, as a run of theirs is <a "
      "href=\"#incomplete\">incomplete</a>.</p>\n",
      grouped(dropped), grouped(dropped + point.worlds.replications.size()),
      point.is_pooled() ? "replications" : "worlds");
}

/// How many points of a design show what, baseline by baseline.
std::string counts_over_points(const ReportContents& contents) {
  std::string items;
  const auto& baselines = contents.question.selection.baselines;
  const auto& metrics = contents.question.metrics;
  for (std::size_t i = 0; i < baselines.size(); ++i) {
    std::string sentences;
    for (std::size_t metric = 0; metric < metrics.size(); ++metric) {
      std::array<std::size_t, 3> counts = {};
      for (const ReportPoint& point : contents.points) {
        if (point.comparisons.empty()) continue;
        const Comparison& table = point.comparisons[metric];
        const Shown shown = shown_by(table, table.baselines[i]);
        ++counts[shown == Shown::less ? 0 : shown == Shown::more ? 1 : 2];
      }
      sentences += fmt::format(
          "<span data-metric=\"{}\">{}: {} has less than {} at {}, more at {}, and no difference "
          "is shown at {}. </span>",
          escaped(metrics[metric]), escaped(metrics[metric]),
          escaped(contents.question.selection.policy), escaped(baselines[i]),
          counted(counts[0], "point"), counts[1], counts[2]);
    }
    items += fmt::format("<li data-baseline=\"{}\">{}</li>\n", escaped(baselines[i]), sentences);
  }
  return "<h3>Point by point</h3>\n<ul class=\"verdict\">\n" + items + "</ul>\n" +
         paragraph(
             "Each point is judged by itself: p-values are adjusted for its baselines, not for the "
             "number of points.",
             "note");
}

}  // namespace

std::string label_of(const ResultsFile& file, std::size_t point) {
  std::vector<std::string> values;
  for (const Factor& factor : file.factors()) {
    values.push_back(fmt::format("{} = {}", factor.name, value_text(factor, point)));
  }
  return fmt::format("{}", fmt::join(values, ", "));
}

std::string verdict_part(const ResultsFile& file, const ReportContents& contents) {
  if (contents.question.selection.baselines.empty()) {
    return paragraph(fmt::format("The file has only the policy {}: there is nothing to compare.",
                                 contents.question.selection.policy));
  }
  if (file.points() == 1) {
    const ReportPoint& point = contents.points.front();
    return reason_of(point) + verdict_list(point);
  }
  std::string text = "<h3>On average over all points of the design</h3>\n" +
                     reason_of(*contents.pooled) + verdict_list(*contents.pooled);
  if (contents.points.empty()) {
    return text + paragraph("For each point: `bacelab report --policy " +
                                contents.question.selection.policy + "`",
                            "note");
  }
  if (contents.sensitivities.empty()) text += counts_over_points(contents);
  return text;
}

std::string tables_part(const ResultsFile& file, const ReportContents& contents) {
  if (file.points() == 1) return comparison_tables(contents.points.front());
  std::string text = sensitivity_tables(contents);
  if (contents.pooled) {
    text += "<h3>All points together</h3>\n" + comparison_tables(*contents.pooled);
  }
  if (contents.points.empty()) return text;
  text += "<h3>Points</h3>\n" + design_tables(file, contents);
  const std::size_t shown =
      std::min(most_detailed_points(contents.question), contents.points.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t point = contents.points[i].points.front();
    text += fmt::format(
        "<details data-point=\"{}\"><summary>Point {}: {}</summary>\n{}</details>\n", point, point,
        escaped(label_of(file, point)), comparison_tables(contents.points[i]));
  }
  if (shown < contents.points.size()) {
    text +=
        paragraph(fmt::format("All quantities are shown of the first {} points.", shown), "note");
  }
  return text;
}

std::string worst_part(const ResultsFile& file, const ReportContents& contents) {
  if (file.points() == 1) return worst_worlds(file, contents.points.front());
  std::string text;
  const std::size_t shown =
      std::min(most_detailed_points(contents.question), contents.points.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t point = contents.points[i].points.front();
    const std::string worlds = worst_worlds(file, contents.points[i]);
    if (worlds.empty()) continue;
    text +=
        fmt::format("<details data-point=\"{}\"><summary>Point {}: {}</summary>\n{}</details>\n",
                    point, point, escaped(label_of(file, point)), worlds);
  }
  return text;
}

}  // namespace bacelab
