#include "analysis/figures/overhead_figure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "analysis/comparison/compare.hpp"
#include "analysis/figures/columns.hpp"
#include "analysis/figures/points.hpp"
#include "analysis/figures/reasons.hpp"
#include "analysis/figures/worlds.hpp"

namespace bacelab {
namespace {

/// The rows of a panel: the baselines, or the points.
struct Rows {
  std::string label;  ///< what they are, if they don't say it themselves
  std::vector<std::string> names;
};

Rows rows_of(const ResultsFile& file, const FigureQuestion& question) {
  if (question.points.size() == 1) return {"", question.selection.baselines};
  const auto varied = varied_factors(file, question.points);
  Rows rows;
  for (const Factor* factor : varied) {
    rows.label += (rows.label.empty() ? "" : ", ") + factor->name;
  }
  for (const std::size_t point : question.points) {
    rows.names.push_back(values_text(varied, point));
  }
  return rows;
}

/// Comparisons of one metric, [point].
class MetricPanel {
 public:
  MetricPanel(const ResultsFile& file, const FigureQuestion& question, MissingReasons& reasons)
      : file_(file), question_(question), rows_(rows_of(file, question)), reasons_(reasons) {}

  [[nodiscard]] Panel of(const std::string& metric, const std::vector<Comparison>& comparisons) {
    Panel panel;
    panel.shape = PanelShape::rows;
    panel.x = percent_axis(fmt::format("overhead over {} in {}", question_.selection.policy,
                                       file_.metric(metric).long_name));
    panel.x.references = {0.0};
    panel.y = {.label = rows_.label, .categories = rows_.names};
    if (comparisons.size() == 1) {
      panel.series.push_back(all_baselines(comparisons.front()));
    } else {
      for (std::size_t i = 0; i < question_.selection.baselines.size(); ++i) {
        panel.series.push_back(one_baseline(comparisons, i));
      }
    }
    return panel;
  }

 private:
  [[nodiscard]] FigureSeries series_of(const std::vector<const Estimate*>& estimates,
                                       const std::string& metric) {
    EstimateColumns columns;
    for (const Estimate* estimate : estimates) columns.add(*estimate);
    FigureSeries series = {.name = "", .mark = Mark::intervals, .columns = {}};
    series.columns.push_back({is_one_point() ? "baseline" : rows_.label, "", rows_.names});
    for (FigureColumn& column : columns.columns("overhead", "1")) {
      series.columns.push_back(std::move(column));
    }
    series.columns.push_back({"metric", "", std::vector(estimates.size(), metric)});
    series.columns.push_back(reasons_.column(estimates));
    return series;
  }

  [[nodiscard]] bool is_one_point() const { return question_.points.size() == 1; }

  [[nodiscard]] FigureSeries all_baselines(const Comparison& comparison) {
    std::vector<const Estimate*> estimates;
    for (const auto& row : comparison.baselines) estimates.push_back(&row.overhead);
    return series_of(estimates, comparison.metric);
  }

  [[nodiscard]] FigureSeries one_baseline(const std::vector<Comparison>& comparisons,
                                          std::size_t baseline) {
    std::vector<const Estimate*> estimates;
    for (const Comparison& comparison : comparisons) {
      estimates.push_back(&comparison.baselines[baseline].overhead);
    }
    FigureSeries series = series_of(estimates, comparisons.front().metric);
    series.name = question_.selection.baselines[baseline];
    series.number = file_.policy_index(series.name);
    return series;
  }

  const ResultsFile& file_;
  const FigureQuestion& question_;
  Rows rows_;
  MissingReasons& reasons_;
};

std::string caption_of(const ResultsFile& file, const FigureQuestion& question,
                       const Comparison& one) {
  return fmt::format(
      "Overhead of {} over {}: mean of the baseline / mean of {} - 1, with {} % {}intervals{}.{}",
      question.selection.baselines.size() == 1 ? question.selection.baselines.front()
                                               : "each baseline",
      one.policy, one.policy, 100.0 * one.confidence,
      one.adjustment == Adjustment::bonferroni ? "simultaneous " : "",
      question.points.size() == 1 ? fmt::format(", {} worlds", one.pairs) : "",
      question.points.size() == 1 ? point_sentence(file, question.points.front()) : "");
}

}  // namespace

Figure overhead_figure(const ResultsFile& file, const FigureQuestion& question) {
  std::vector<std::vector<Comparison>> by_metric(question.metrics.size());
  Figure figure;
  for (const std::size_t point : question.points) {
    const CompleteWorlds worlds = worlds_of(figure, file, point, question);
    for (std::size_t i = 0; i < question.metrics.size(); ++i) {
      by_metric[i].push_back(compare_runs(file, point, question.metrics[i], question.selection,
                                          worlds, question.settings));
    }
  }
  figure.caption = caption_of(file, question, by_metric.front().front());
  MissingReasons reasons;
  MetricPanel panel(file, question, reasons);
  for (std::size_t i = 0; i < question.metrics.size(); ++i) {
    figure.panels.push_back(panel.of(question.metrics[i], by_metric[i]));
  }
  reasons.note(figure, "overheads");
  return figure;
}

}  // namespace bacelab
