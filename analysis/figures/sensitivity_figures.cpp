#include "analysis/figures/sensitivity_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "analysis/figures/columns.hpp"
#include "analysis/figures/forms.hpp"
#include "analysis/figures/reasons.hpp"

namespace bacelab {
namespace {

/// The outputs that a question asks for.
std::vector<OutputExpression> outputs_of(const FigureQuestion& question) {
  std::vector<OutputExpression> outputs;
  for (const std::string& metric : question.metrics) {
    const std::string& policy = question.selection.policy;
    if (question.form == OutputForm::mean) {
      outputs.push_back({question.form, metric, "", policy});
      continue;
    }
    for (const std::string& baseline : question.selection.baselines) {
      outputs.push_back({question.form, metric, baseline, policy});
    }
  }
  return outputs;
}

/// A figure with a panel for each output.
Figure panels_of(const ResultsFile& file, const FigureQuestion& question,
                 const std::function<Panel(const Sensitivity&, MissingReasons&)>& panel_of) {
  Figure figure;
  MissingReasons reasons;
  for (const OutputExpression& output : outputs_of(question)) {
    const Sensitivity sensitivity =
        analyse_file(file, output, question.selection.incomplete, question.sensitivity);
    figure.panels.push_back(panel_of(sensitivity, reasons));
    figure.panels.back().title = sensitivity.output;
    if (sensitivity.dropped == 0) continue;
    figure.notes.push_back(fmt::format("{}: {} whole {} left out: a run is incomplete.",
                                       sensitivity.output, sensitivity.dropped,
                                       sensitivity.sobol ? "rows" : "trajectories"));
  }
  reasons.note(figure, "estimates");
  return figure;
}

FigureSeries indices_of(const std::vector<Estimate>& estimates, const std::string& name,
                        const Sensitivity& sensitivity, MissingReasons& reasons) {
  EstimateColumns columns;
  std::vector<const Estimate*> pointers;
  for (const Estimate& estimate : estimates) {
    columns.add(estimate);
    pointers.push_back(&estimate);
  }
  FigureSeries series = {.name = name, .mark = Mark::intervals, .columns = {}};
  series.columns.push_back({"factor", "", sensitivity.factors});
  for (FigureColumn& column : columns.columns("index", "1")) {
    series.columns.push_back(std::move(column));
  }
  series.columns.push_back(reasons.column(pointers));
  return series;
}

Panel sobol_panel(const Sensitivity& sensitivity, MissingReasons& reasons) {
  Panel panel;
  panel.shape = PanelShape::rows;
  panel.x = {.label = "share of the variance", .references = {0.0}};
  panel.y.categories = sensitivity.factors;
  panel.series.push_back(indices_of(sensitivity.sobol->first, "first order", sensitivity, reasons));
  panel.series.push_back(indices_of(sensitivity.sobol->total, "total", sensitivity, reasons));
  panel.series.back().number = 1;
  return panel;
}

FigureSeries measures_of(const MorrisMeasures& measures, const std::string& unit,
                         MissingReasons& reasons) {
  EstimateColumns mu_star;
  EstimateColumns sigma;
  EstimateColumns mu;
  mu_star.add(measures.mu_star);
  sigma.add(measures.sigma);
  mu.add(measures.mu);
  FigureSeries series = {.name = "", .mark = Mark::crosses, .columns = {}};
  for (const auto& [columns, name] :
       {std::pair(&mu_star, "mu_star"), std::pair(&sigma, "sigma"), std::pair(&mu, "mu")}) {
    for (FigureColumn& column : columns->columns(name, unit)) {
      series.columns.push_back(std::move(column));
    }
  }
  series.columns.push_back(reasons.column({&measures.mu_star}));
  return series;
}

/// From 0 to where the larger measure ends.
FigureSeries equal_measures(const std::vector<MorrisMeasures>& measures) {
  double end = 0.0;
  for (const MorrisMeasures& of_factor : measures) {
    if (!of_factor.mu_star.value.has_value() || !of_factor.sigma.value.has_value()) continue;
    end = std::max(end, std::min(of_factor.mu_star.value.value(), of_factor.sigma.value.value()));
  }
  const std::vector<double> zero = {0.0};
  const std::vector<double> ends = {end};
  return {.name = "sigma = mu*",
          .mark = Mark::segments,
          .look = SeriesLook::reference,
          .columns = {{"x", "", zero}, {"y", "", zero}, {"x_end", "", ends}, {"y_end", "", ends}}};
}

Panel morris_panel(const Sensitivity& sensitivity, MissingReasons& reasons) {
  Panel panel;
  double largest = 0.0;
  for (std::size_t i = 0; i < sensitivity.morris->size(); ++i) {
    panel.series.push_back(measures_of((*sensitivity.morris)[i], sensitivity.unit, reasons));
    panel.series.back().name = sensitivity.factors[i];
    panel.series.back().number = i;
    panel.series.back().columns.push_back(
        {"factor", "", std::vector<std::string>{sensitivity.factors[i]}});
    largest = std::max(largest, largest_magnitude(numbers_of(panel.series.back().columns[0])));
  }
  panel.series.push_back(equal_measures(*sensitivity.morris));
  panel.x = axis_of("mu*: mean magnitude of the effect", sensitivity.unit, largest);
  panel.y = axis_of("sigma: its spread", sensitivity.unit, largest);
  panel.x.references = {0.0};
  panel.y.references = {0.0};
  return panel;
}

}  // namespace

Figure sobol_figure(const ResultsFile& file, const FigureQuestion& question) {
  Figure figure = panels_of(file, question, sobol_panel);
  figure.caption = fmt::format(
      "Sobol indices with {} % intervals: share of the variance due to a factor alone (first "
      "order) "
      "and with all its interactions (total).",
      100.0 * question.sensitivity.confidence);
  return figure;
}

Figure morris_figure(const ResultsFile& file, const FigureQuestion& question) {
  Figure figure = panels_of(file, question, morris_panel);
  figure.caption = fmt::format(
      "Elementary effects of the factors over their whole range, with {} % intervals: mean "
      "magnitude (mu*), and spread (sigma) due to interactions and curvature.",
      100.0 * question.sensitivity.confidence);
  return figure;
}

}  // namespace bacelab
