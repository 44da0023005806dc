#include "app/report/contents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "analysis/comparison/compare.hpp"
#include "analysis/sensitivity/analyse.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

ReportPoint compared_point(const ResultsFile& file, const ReportQuestion& question,
                           std::size_t point) {
  ReportPoint found;
  found.points = {point};
  try {
    found.worlds = complete_worlds(file, point, question.selection);
    if (question.selection.baselines.empty()) return found;
    for (const std::string& metric : question.metrics) {
      found.comparisons.push_back(
          compare_runs(file, point, metric, question.selection, found.worlds, question.settings));
    }
  } catch (const InputError& error) {
    found.comparisons.clear();
    found.reason = error.what();
  }
  return found;
}

ReportPoint compared_points(const ResultsFile& file, const ReportQuestion& question) {
  ReportPoint found;
  found.points = file.points_run();
  try {
    found.worlds = complete_clusters(file, found.points, question.selection);
    for (const std::string& metric : question.metrics) {
      found.comparisons.push_back(
          compare(select_pooled(file, found.points, metric, question.selection, found.worlds),
                  question.settings));
    }
  } catch (const InputError& error) {
    found.comparisons.clear();
    found.reason = error.what();
  }
  return found;
}

/// What a design that is made for it says of each metric: its mean, and its overheads.
std::vector<OutputExpression> outputs_of(const ReportQuestion& question) {
  std::vector<OutputExpression> outputs;
  const std::string& policy = question.selection.policy;
  for (const std::string& metric : question.metrics) {
    outputs.push_back({OutputForm::mean, metric, "", policy});
    for (const std::string& baseline : question.selection.baselines) {
      outputs.push_back({OutputForm::overhead, metric, baseline, policy});
    }
  }
  return outputs;
}

void add_sensitivities(ReportContents& contents, const ResultsFile& file) {
  constexpr std::size_t most_outputs = 12;
  SensitivitySettings settings;
  settings.confidence = contents.question.settings.confidence;
  settings.bootstrap.seed = file.description().seed;
  const std::vector<OutputExpression> outputs = outputs_of(contents.question);
  for (std::size_t i = 0; i < std::min(outputs.size(), most_outputs); ++i) {
    try {
      contents.sensitivities.push_back(
          analyse_file(file, outputs[i], contents.question.selection.incomplete, settings));
    } catch (const InputError& error) {
      contents.notes.push_back(
          fmt::format("No sensitivity of {}: {}.", text_of(outputs[i]), error.what()));
    }
  }
  if (outputs.size() > most_outputs) {
    contents.notes.push_back(fmt::format(
        "The sensitivity of {} more outputs is not shown; `bacelab sensitivity` has them.",
        outputs.size() - most_outputs));
  }
}

/// How many points there is room for, if each has a row for each baseline and metric.
std::size_t points_with(const ReportQuestion& question, std::size_t rows, std::size_t most) {
  const std::size_t rows_of_point =
      std::max<std::size_t>(1, question.selection.baselines.size() * question.metrics.size());
  return std::clamp<std::size_t>(rows / rows_of_point, 1, most);
}

/// What there is of each point of a file with one, and of all points pooled of others.
void add_comparisons(ReportContents& contents, const ResultsFile& file) {
  if (file.points() == 1) {
    contents.points.push_back(compared_point(file, contents.question, 0));
  } else if (!contents.question.selection.baselines.empty()) {
    contents.pooled = compared_points(file, contents.question);
  }
}

/// The question with one of its baselines as the policy under test, and that policy in its place.
ReportQuestion exchanged(ReportQuestion question, std::size_t baseline) {
  std::swap(question.selection.policy, question.selection.baselines[baseline]);
  return question;
}

void add_others(ReportContents& contents, const ResultsFile& file) {
  constexpr std::size_t most_report_rows = 250;
  const ReportQuestion& question = contents.question;
  const std::size_t baselines = question.selection.baselines.size();
  if (baselines * (baselines + 1) * question.metrics.size() > most_report_rows) {
    contents.notes.push_back(
        "With so many policies this page has one policy under test; `bacelab report --policy NAME` "
        "makes that of another.");
    return;
  }
  for (std::size_t i = 0; i < baselines; ++i) {
    ReportContents& other = contents.others.emplace_back();
    other.question = exchanged(question, i);
    add_comparisons(other, file);
  }
}

}  // namespace

std::size_t most_detailed_points(const ReportQuestion& question) {
  return points_with(question, 200, 12);
}

std::size_t most_compared_points(const ReportQuestion& question) {
  return points_with(question, 3000, 400);
}

ReportContents report_contents(const ResultsFile& file, const ReportQuestion& question) {
  ReportContents contents;
  contents.question = question;
  const std::string& design = file.description().design.type;
  const bool is_for_sensitivity = design == "saltelli" || design == "morris";
  const std::size_t shown =
      is_for_sensitivity ? most_detailed_points(question) : most_compared_points(question);
  add_comparisons(contents, file);
  const std::vector<std::size_t> points = file.points_run();
  if (file.points() > 1) {
    for (const std::size_t point : points) {
      if (contents.points.size() == shown) break;
      contents.points.push_back(compared_point(file, question, point));
    }
  }
  if (is_for_sensitivity) add_sensitivities(contents, file);
  if (points.size() < file.points()) {
    contents.notes.push_back(
        fmt::format("{} of {} points ran: the search of the contour did not need the others.",
                    points.size(), file.points()));
  }
  if (contents.points.size() < points.size()) {
    contents.notes.push_back(
        fmt::format("Of {} points the first {} are shown by themselves; `bacelab compare --point "
                    "I` has each.",
                    points.size(), contents.points.size()));
  }
  add_others(contents, file);
  return contents;
}

}  // namespace bacelab
