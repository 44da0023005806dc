#include "analysis/figures/forms.hpp"

#include <fmt/format.h>

#include "analysis/comparison/compare.hpp"
#include "analysis/figures/columns.hpp"
#include "analysis/figures/worlds.hpp"
#include "analysis/statistics/intervals.hpp"
#include "experiments/results/read_columns.hpp"

namespace bacelab {
namespace {

const Estimate& estimate_of(OutputForm form, const BaselineComparison& row) {
  switch (form) {
    case OutputForm::difference:
      return row.difference;
    case OutputForm::reduction:
      return row.reduction;
    case OutputForm::mean:
    case OutputForm::overhead:
      break;
  }
  return row.overhead;
}

/// Of all names at a point.
std::vector<Estimate> estimates_at(const ResultsFile& file, const FigureQuestion& question,
                                   const std::string& metric, std::size_t point,
                                   const CompleteWorlds& worlds) {
  std::vector<Estimate> estimates;
  if (question.form == OutputForm::mean) {
    for (const auto& column :
         read_columns(file, metric, point, policies_of(question.selection), worlds.replications)) {
      estimates.push_back(mean_estimate(column, question.settings.confidence));
    }
    return estimates;
  }
  const Comparison comparison =
      compare_runs(file, point, metric, question.selection, worlds, question.settings);
  for (const BaselineComparison& row : comparison.baselines) {
    estimates.push_back(estimate_of(question.form, row));
  }
  return estimates;
}

}  // namespace

std::vector<std::string> names_of_form(const FigureQuestion& question) {
  return question.form == OutputForm::mean ? policies_of(question.selection)
                                           : question.selection.baselines;
}

std::string form_name(OutputForm form) {
  switch (form) {
    case OutputForm::mean:
      return "mean";
    case OutputForm::difference:
      return "difference";
    case OutputForm::overhead:
      return "overhead";
    case OutputForm::reduction:
      return "reduction";
  }
  return "";
}

std::string form_phrase(const FigureQuestion& question) {
  const std::string& policy = question.selection.policy;
  switch (question.form) {
    case OutputForm::mean:
      break;
    case OutputForm::difference:
      return fmt::format("Difference of each baseline from {}", policy);
    case OutputForm::overhead:
      return fmt::format("Overhead of each baseline over {}", policy);
    case OutputForm::reduction:
      return fmt::format("Reduction by {} from each baseline", policy);
  }
  return "Mean of each policy";
}

std::string unit_of_form(const ResultsFile& file, const FigureQuestion& question,
                         const std::string& metric) {
  const bool is_relative =
      question.form == OutputForm::overhead || question.form == OutputForm::reduction;
  return is_relative ? "1" : file.metric(metric).units;
}

FigureAxis axis_of_form(const ResultsFile& file, const FigureQuestion& question,
                        const std::string& metric, double largest) {
  const VariableInfo& info = file.metric(metric);
  const std::string& policy = question.selection.policy;
  switch (question.form) {
    case OutputForm::mean:
      break;
    case OutputForm::difference:
      return axis_of(fmt::format("{}: baseline - {}", info.long_name, policy), info.units, largest);
    case OutputForm::overhead:
      return percent_axis(fmt::format("overhead over {} in {}", policy, info.long_name));
    case OutputForm::reduction:
      return percent_axis(fmt::format("reduction by {} in {}", policy, info.long_name));
  }
  return axis_of(info.long_name, info.units, largest);
}

std::vector<std::vector<Estimate>> estimates_of_form(Figure& figure, const ResultsFile& file,
                                                     const FigureQuestion& question,
                                                     const std::string& metric) {
  std::vector<std::vector<Estimate>> estimates(names_of_form(question).size());
  for (const std::size_t point : question.points) {
    const CompleteWorlds worlds = worlds_of(figure, file, point, question);
    const auto at_point = estimates_at(file, question, metric, point, worlds);
    for (std::size_t i = 0; i < estimates.size(); ++i) estimates[i].push_back(at_point[i]);
  }
  return estimates;
}

}  // namespace bacelab
