#include "app/report/page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/comparison/report.hpp"
#include "app/report/comparison_parts.hpp"
#include "app/report/figures.hpp"
#include "app/report/html.hpp"
#include "app/report/study_parts.hpp"
#include "experiments/box/build_info.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

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

/// What the selection of the best policy does to comparisons.
std::string selection_note(const PrecisionOutcome& points) {
  const auto selected = std::count_if(points.begin(), points.end(), [](const auto& point) {
    return point.reason == StopReason::best_selected || point.reason == StopReason::indifferent;
  });
  return paragraph(
      fmt::format(
          "Replications ran until the best policy in {} was selected, at {} of {}. Policies "
          "that were surely worse stopped early; comparisons are of the worlds in which all "
          "of their policies ran.",
          escaped(points.front().selection->metric), selected, counted(points.size(), "point")),
      "note");
}

/// What repeated checks do to intervals, of a file whose replications a precision target ended.
std::string precision_note(const ResultsFile& file) {
  if (!file.precision()) return "";
  const auto& points = *file.precision();
  if (points.front().contour) {
    return paragraph(
        "Points ran where the search of the contour needed them, with as many replications as the "
        "side of the contour on which they lie took.",
        "note");
  }
  if (points.front().selection) return selection_note(points);
  const auto reached = std::count_if(points.begin(), points.end(), [](const auto& point) {
    return point.reason == StopReason::precision_reached;
  });
  return paragraph(
      fmt::format("Replications ran until the intervals were narrow enough, which {} of {} "
                  "reached. Intervals that are checked again and again contain the true value a "
                  "little less often than their confidence says.",
                  reached, counted(points.size(), "point")),
      "note");
}

/// A part of the page with each policy under test, one of which is shown at a time; without a
/// script all others are folded.
template <typename Part>
std::string for_each_policy(const ResultsFile& file, const ReportContents& contents, Part part) {
  if (contents.others.empty()) return part(file, contents);
  std::string text = fmt::format("<div data-policy=\"{}\">\n{}</div>\n",
                                 escaped(contents.question.selection.policy), part(file, contents));
  for (const ReportContents& other : contents.others) {
    const std::string& policy = other.question.selection.policy;
    const std::string content = part(file, other);
    if (content.empty()) continue;
    text += fmt::format(
        "<details data-policy=\"{0}\"><summary>With {0} under test</summary>\n{1}</details>\n",
        escaped(policy), content);
  }
  return text;
}

std::string origin_of(const ResultsFile& file) {
  const ResultsDescription& description = file.description();
  return fmt::format(
      "<p>{}: seed {}, bacelab {} ({}), model {}. <a href=\"#provenance\">Provenance, and the "
      "command that repeats it</a></p>\n",
      escaped(file.path().filename().string()), description.seed,
      escaped(description.program_version), escaped(description.git_describe), description.model);
}

std::string choice_of(std::string_view name, std::string_view all,
                      const std::vector<std::string>& values,
                      const std::vector<std::string>& labels) {
  if (values.size() < 2) return "";
  std::string options = all.empty() ? "" : fmt::format("<option value=\"\">{}</option>", all);
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
  std::vector<std::string> policies = {question.selection.policy};
  policies.insert(policies.end(), question.selection.baselines.begin(),
                  question.selection.baselines.end());
  const std::vector<std::string>& baselines =
      contents.others.empty() ? question.selection.baselines : policies;
  std::string text = choice_of("metric", "all", question.metrics, question.metrics);
  if (!contents.others.empty()) text += choice_of("policy", "", policies, policies);
  text += choice_of("baseline", "all", baselines, baselines);
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
  text += "<span class=\"note\">Drag over a figure to enlarge a part of it.</span>\n";
  return "<form id=\"choices\" hidden>\n" + text + "</form>\n";
}

/// All comparisons as `bacelab compare --json` prints them.
std::string data_of(const ResultsFile& file, const ReportContents& contents,
                    std::string_view name) {
  std::vector<Comparison> all;
  if (contents.pooled) all = contents.pooled->comparisons;
  const std::size_t shown =
      std::min(file.points() == 1 ? std::size_t{1} : most_detailed_points(contents.question),
               contents.points.size());
  for (std::size_t i = 0; i < shown; ++i) {
    all.insert(all.end(), contents.points[i].comparisons.begin(),
               contents.points[i].comparisons.end());
  }
  return fmt::format("<script type=\"application/json\" id=\"{}\">{}</script>\n", escaped(name),
                     script_text(to_json(all).dump()));
}

std::string section_if(std::string_view name, std::string_view title, const std::string& content) {
  return content.empty() ? "" : section_of(name, title, content);
}

std::string data_of_all(const ResultsFile& file, const ReportContents& contents) {
  std::string text = data_of(file, contents, "comparisons");
  for (const ReportContents& other : contents.others) {
    text += data_of(file, other, "comparisons-" + other.question.selection.policy);
  }
  return text;
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
  body += section_of(
      "verdict", "Verdict",
      for_each_policy(file, contents, verdict_part) + precision_note(file) + notes_of(contents));
  body += section_if("tables", "Numbers", for_each_policy(file, contents, tables_part));
  std::string rest =
      section_if("worst", "Worst worlds", for_each_policy(file, contents, worst_part));
  rest += section_if("incomplete", "Incomplete runs", incomplete_part(file));
  rest +=
      section_of("assumptions", "Assumptions", assumptions_part(file, contents.question.inputs));
  rest += section_of("provenance", "Provenance", provenance_part(file));
  rest += "</main>\n" + data_of_all(file, contents);
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
