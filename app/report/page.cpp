#include "app/report/page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "analysis/comparison/report.hpp"
#include "analysis/figures/points.hpp"
#include "app/report/comparison_tables.hpp"
#include "app/report/figures.hpp"
#include "app/report/html.hpp"
#include "app/report/study_parts.hpp"
#include "app/report/verdict.hpp"
#include "experiments/box/build_info.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

/// The values of the factors at a point, rounded as in the tables.
std::string label_of(const ResultsFile& file, std::size_t point) {
  std::vector<std::string> values;
  for (const Factor& factor : file.factors()) {
    values.push_back(fmt::format("{} = {}", factor.name, value_text(factor, point)));
  }
  return fmt::format("{}", fmt::join(values, ", "));
}

std::string title_of(const ResultsFile& file) {
  const std::string& title = file.description().title;
  return title.empty() ? file.path().filename().string() : title;
}

std::string summary_of(const ResultsFile& file, const ReportContents& contents) {
  const Selection& selection = contents.question.selection;
  std::string text = counted(file.points(), "point") + " of a " + file.description().design.type +
                     " design, " + (file.precision() ? "at most " : "") +
                     counted(file.replications(), "replication") + " each.";
  if (file.points() == 1) {
    text = fmt::format("{} random {} under {}.", grouped(file.replications()),
                       file.replications() == 1 ? "world" : "worlds",
                       file.policies().size() == 1
                           ? "one policy"
                           : fmt::format("{} policies", file.policies().size()));
  }
  if (selection.baselines.empty()) return text;
  constexpr std::size_t most_named = 8;
  if (selection.baselines.size() > most_named) {
    return text +
           fmt::format(" {} against {} others.", selection.policy, selection.baselines.size());
  }
  return text +
         fmt::format(" {} against {}.", selection.policy, fmt::join(selection.baselines, ", "));
}

std::string origin_of(const ResultsFile& file) {
  const ResultsDescription& description = file.description();
  return fmt::format(
      "<p>{}: seed {}, bacelab {} ({}), model {}. <a href=\"#provenance\">Provenance, and the "
      "command that repeats it</a></p>\n",
      escaped(file.path().filename().string()), description.seed,
      escaped(description.program_version), escaped(description.git_describe), description.model);
}

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
  if (contents.sensitivities.empty()) text += counts_over_points(contents);
  return text;
}

std::string tables_part(const ResultsFile& file, const ReportContents& contents) {
  if (file.points() == 1) return comparison_tables(contents.points.front());
  std::string text = sensitivity_tables(contents);
  if (contents.pooled) {
    text += "<h3>All points together</h3>\n" + comparison_tables(*contents.pooled);
  }
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

std::string choice_of(std::string_view name, std::string_view all,
                      const std::vector<std::string>& values,
                      const std::vector<std::string>& labels) {
  if (values.size() < 2) return "";
  std::string options = fmt::format("<option value=\"\">{}</option>", all);
  for (std::size_t i = 0; i < values.size(); ++i) {
    options +=
        fmt::format("<option value=\"{}\">{}</option>", escaped(values[i]), escaped(labels[i]));
  }
  return fmt::format("<label>{0} <select data-choice=\"{0}\">{1}</select></label>\n", name,
                     options);
}

/// Choices that the script of the page puts into effect; hidden without it.
std::string choices(const ResultsFile& file, const ReportContents& contents) {
  const ReportQuestion& question = contents.question;
  std::string text =
      choice_of("metric", "all", question.metrics, question.metrics) +
      choice_of("baseline", "all", question.selection.baselines, question.selection.baselines);
  if (file.points() > 1) {
    std::vector<std::string> values;
    std::vector<std::string> labels;
    for (const ReportPoint& point : contents.points) {
      const std::size_t number = point.points.front();
      values.push_back(fmt::format("{}", number));
      labels.push_back(fmt::format("{}: {}", number, label_of(file, number)));
    }
    text += choice_of("point", "all", values, labels);
  }
  return text.empty() ? "" : "<form id=\"choices\" hidden>\n" + text + "</form>\n";
}

/// All comparisons as `bacelab compare --json` prints them.
std::string data_of(const ResultsFile& file, const ReportContents& contents) {
  std::vector<Comparison> all;
  if (contents.pooled) all = contents.pooled->comparisons;
  const std::size_t shown =
      std::min(file.points() == 1 ? std::size_t{1} : most_detailed_points(contents.question),
               contents.points.size());
  for (std::size_t i = 0; i < shown; ++i) {
    all.insert(all.end(), contents.points[i].comparisons.begin(),
               contents.points[i].comparisons.end());
  }
  return fmt::format("<script type=\"application/json\" id=\"comparisons\">{}</script>\n",
                     script_text(to_json(all).dump()));
}

std::string section_if(std::string_view name, std::string_view title, const std::string& content) {
  return content.empty() ? "" : section_of(name, title, content);
}

std::string notes_of(const ReportContents& contents) {
  std::string text;
  for (const std::string& note : contents.notes) text += paragraph(note, "note");
  return text;
}

}  // namespace

std::string report_page(const ResultsFile& file, const ReportContents& contents,
                        const std::filesystem::path& target) {
  const std::string title = escaped(title_of(file));
  std::string body = fmt::format("<header>\n<h1>{}</h1>\n{}</header>\n", title,
                                 paragraph(summary_of(file, contents)) + origin_of(file));
  body += choices(file, contents);
  body += "<main>\n";
  body += section_of("verdict", "Verdict", verdict_part(file, contents) + notes_of(contents));
  body += section_if("tables", "Numbers", tables_part(file, contents));
  std::string rest = section_if("worst", "Worst worlds", worst_part(file, contents));
  rest += section_if("incomplete", "Incomplete runs", incomplete_part(file));
  rest +=
      section_of("assumptions", "Assumptions", assumptions_part(file, contents.question.inputs));
  rest += section_of("provenance", "Provenance", provenance_part(file));
  rest += "</main>\n" + data_of(file, contents);
  // Figures have what a page of 2 MB leaves them.
  constexpr std::size_t most_bytes = 1'950'000;
  const std::size_t others = body.size() + rest.size();
  const std::size_t left = others < most_bytes ? most_bytes - others : 0;
  body += section_of("figures", "Figures", report_figures(file, contents, target, left)) + rest;
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; script-src 'unsafe-inline'\">\n"
      "<meta name=\"generator\" content=\"bacelab {}\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n{}<script>\n{}</script>\n"
      "</body>\n</html>\n",
      escaped(build_info().version), title, page_style(), body, page_script());
}

}  // namespace bacelab
