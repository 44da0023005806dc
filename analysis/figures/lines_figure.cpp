#include "analysis/figures/lines_figure.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/figures/columns.hpp"
#include "analysis/figures/factor_axes.hpp"
#include "analysis/figures/forms.hpp"
#include "analysis/figures/reasons.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

/// The points in the order of a factor.
FigureQuestion sorted_by(const Factor& factor, FigureQuestion question) {
  const auto& values = std::get<std::vector<double>>(factor.values);
  const auto by_value = [&](std::size_t a, std::size_t b) { return values[a] < values[b]; };
  std::stable_sort(question.points.begin(), question.points.end(), by_value);
  const auto twice =
      std::adjacent_find(question.points.begin(), question.points.end(),
                         [&](std::size_t a, std::size_t b) { return values[a] == values[b]; });
  if (twice == question.points.end()) return question;
  throw InputError(fmt::format("{} = {} at the points {} and {}: choose one with --where or --x",
                               factor.name, values[*twice], *twice, *(twice + 1)));
}

FigureSeries curve_of(const Factor& factor, const FigureQuestion& question,
                      const std::vector<Estimate>& estimates, const std::string& unit,
                      MissingReasons& reasons) {
  FigureSeries series = {.name = "", .mark = Mark::curve, .columns = {}};
  series.columns.push_back({factor.name, factor.units, numbers_of(factor, question.points)});
  EstimateColumns columns;
  std::vector<const Estimate*> pointers;
  for (const Estimate& estimate : estimates) {
    columns.add(estimate);
    pointers.push_back(&estimate);
  }
  for (FigureColumn& column : columns.columns(form_name(question.form), unit)) {
    series.columns.push_back(std::move(column));
  }
  series.columns.push_back(
      {"point", "1", std::vector<double>(question.points.begin(), question.points.end())});
  series.columns.push_back(reasons.column(pointers));
  return series;
}

double largest_of(const Panel& panel) {
  double largest = 0.0;
  for (const FigureSeries& series : panel.series) {
    largest = std::max(largest, largest_magnitude(numbers_of(series.columns[1])));
  }
  return largest;
}

}  // namespace

Figure lines_figure(const ResultsFile& file, const FigureQuestion& asked) {
  const Factor& factor = *factors_on_axes(file, asked, 1).front();
  const FigureQuestion question = sorted_by(factor, asked);
  const std::vector<std::string> names = names_of_form(question);
  Figure figure;
  MissingReasons reasons;
  for (const std::string& metric : question.metrics) {
    Figure notes;
    const auto estimates = estimates_of_form(notes, file, question, metric);
    figure.notes = std::move(notes.notes);  // those of all metrics are the same
    Panel panel;
    const std::string unit = unit_of_form(file, question, metric);
    for (std::size_t i = 0; i < names.size(); ++i) {
      panel.series.push_back(curve_of(factor, question, estimates[i], unit, reasons));
      panel.series.back().name = names[i];
      panel.series.back().number = file.policy_index(names[i]);
    }
    panel.x = axis_of(factor, numbers_of(factor, question.points));
    panel.y = axis_of_form(file, question, metric, largest_of(panel));
    if (question.form != OutputForm::mean) panel.y.references = {0.0};
    for (FigureSeries& series : panel.series) {
      series.columns.push_back(
          {"metric", "", std::vector<std::string>(question.points.size(), metric)});
    }
    figure.panels.push_back(std::move(panel));
  }
  figure.caption =
      fmt::format("{} against {}; bands: {} % intervals at each value.", form_phrase(question),
                  factor.name, 100.0 * question.settings.confidence);
  reasons.note(figure, "estimates");
  return figure;
}

}  // namespace bacelab
