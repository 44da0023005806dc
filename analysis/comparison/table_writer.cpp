#include "analysis/comparison/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "analysis/comparison/design_table.hpp"
#include "analysis/reporting/numbers.hpp"
#include "analysis/statistics/moments.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {

namespace {

/// The method of the intervals, as a title names it.
std::string method_text(IntervalMethod method) {
  switch (method) {
    case IntervalMethod::delta:
      break;
    case IntervalMethod::percentile:
      return "percentile bootstrap";
    case IntervalMethod::bca:
      return "BCa bootstrap";
    case IntervalMethod::johnson:
      return "Johnson's, for skewed values";
    case IntervalMethod::bootstrap_t:
      return "bootstrap-t";
  }
  return "";
}

}  // namespace

std::string interval_text(const Comparison& comparison) {
  const std::string confidence = confidence_text(comparison.confidence);
  std::string text = confidence + " intervals in brackets";
  if (comparison.confidence_of_each != comparison.confidence) {
    text = fmt::format("simultaneous intervals in brackets, {} together ({:.4g} % each)",
                       confidence, 100.0 * comparison.confidence_of_each);
  }
  const std::string method = method_text(comparison.interval);
  if (method.empty()) return text;
  if (!comparison.bootstrap) return fmt::format("{} ({})", text, method);
  return fmt::format("{} ({}, {} resamples, seed {})", text, method,
                     comparison.bootstrap->resamples, comparison.bootstrap->seed);
}

std::string together_text(const Comparison& comparison, const std::string& of_what) {
  if (comparison.baselines.size() < 2 || comparison.confidence_of_each != comparison.confidence) {
    return "";
  }
  return fmt::format(
      "Each interval holds with {}, the {} of a {} together with less: --adjust "
      "bonferroni.",
      confidence_text(comparison.confidence), comparison.baselines.size(), of_what);
}

namespace {

double magnitude(const Estimate& mean) {
  return mean.value.has_value() ? std::abs(mean.value.value()) : 0.0;
}

DisplayUnit unit_of(const Comparison& comparison) {
  double largest = magnitude(comparison.policy_mean);
  for (const auto& row : comparison.baselines) {
    largest = std::max(largest, magnitude(row.baseline_mean));
  }
  return display_unit(comparison.unit, largest);
}

std::string mean_text(const Estimate& mean, const DisplayUnit& unit) {
  return mean.value.has_value() ? number_text(mean.value.value() / unit.divisor) : "-";
}

/// The adjustment as a title names it; nothing for none.
std::string adjustment_text(Adjustment adjustment) {
  switch (adjustment) {
    case Adjustment::holm:
      return "Holm";
    case Adjustment::bonferroni:
      return "Bonferroni";
    case Adjustment::none:
      break;
  }
  return "";
}

std::string family_text(const Comparison& comparison) {
  const std::string adjustment = adjustment_text(comparison.adjustment);
  return fmt::format("{} over the {} of this table",
                     adjustment.empty() ? "no adjustment" : adjustment,
                     counted(comparison.baselines.size(), "comparison"));
}

std::string sample_text(const Comparison& comparison) {
  if (comparison.points == 1) return counted(comparison.pairs, "pair");
  return fmt::format("{} as clusters of {}", counted(comparison.pairs, "replication"),
                     counted(comparison.points, "point"));
}

void write_title(std::ostream& out, const Comparison& comparison, const DisplayUnit& unit,
                 std::size_t width) {
  const bool smaller = comparison.direction == Direction::smaller_is_better;
  const std::size_t baselines = comparison.baselines.size();
  write_wrapped(
      out,
      fmt::format("{}{}, {} is better: {} against {}{}", comparison.metric, unit.bracketed(),
                  smaller ? "smaller" : "larger", comparison.policy, counted(baselines, "baseline"),
                  comparison.point.empty() ? "" : " at " + comparison.point),
      width);
  write_wrapped(out,
                fmt::format("{}, {}, {}", sample_text(comparison), interval_text(comparison),
                            family_text(comparison)),
                width);
}

void write_means(std::ostream& out, const Comparison& comparison, const DisplayUnit& unit,
                 std::size_t width) {
  CellTable table;
  table.titles = {"", "mean" + unit.bracketed(), "difference" + unit.bracketed(), "overhead [%]",
                  "reduction [%]"};
  table.rows.push_back({comparison.policy, mean_text(comparison.policy_mean, unit), "", "", ""});
  for (const auto& row : comparison.baselines) {
    table.rows.push_back({row.baseline, mean_text(row.baseline_mean, unit),
                          estimate_text(row.difference, unit.divisor), percent_text(row.overhead),
                          percent_text(row.reduction)});
  }
  write_columns(out, table, width);
}

void write_evidence(std::ostream& out, const Comparison& comparison, std::size_t width) {
  const std::string adjustment = adjustment_text(comparison.adjustment);
  std::vector<std::string> titles = {"", "P(better) [%]", "ties", "p"};
  if (!adjustment.empty()) titles.push_back("p (" + adjustment + ")");
  titles.insert(titles.end(), {"P(best) [%]", "var. reduction"});
  std::vector<std::string> own(titles.size());
  own.front() = comparison.policy;
  own[titles.size() - 2] = percent_text(comparison.policy_best);
  CellTable table;
  table.titles = std::move(titles);
  table.rows.push_back(std::move(own));
  for (const auto& row : comparison.baselines) {
    std::vector<std::string> cells = {row.baseline, percent_text(row.better.probability),
                                      fmt::format("{}", row.better.ties),
                                      p_value_text(row.p_value)};
    if (!adjustment.empty()) cells.push_back(p_value_text(row.p_adjusted));
    cells.insert(cells.end(), {percent_text(row.best), factor_text(row.variance_reduction)});
    table.rows.push_back(std::move(cells));
  }
  write_columns(out, table, width);
}

/// The differences of the quantiles, a baseline a row.
void write_quantile_differences(std::ostream& out, const Comparison& comparison,
                                const DisplayUnit& unit, std::size_t width) {
  if (comparison.baselines.empty()) return;
  CellTable table;
  table.titles = {""};
  for (const auto& quantile : comparison.baselines.front().quantile_differences) {
    table.titles.push_back(
        fmt::format("difference {:g}{}", quantile.probability, unit.bracketed()));
  }
  for (const auto& row : comparison.baselines) {
    std::vector<std::string>& cells = table.rows.emplace_back();
    cells.push_back(row.baseline);
    for (const auto& quantile : row.quantile_differences) {
      cells.push_back(estimate_text(quantile.difference, unit.divisor));
    }
  }
  write_columns(out, table, width);
  out << '\n';
  write_wrapped(
      out,
      fmt::format("Differences of quantiles: baseline - {}, with percentile bootstrap "
                  "intervals of pairs ({} resamples, seed {}).",
                  comparison.policy, comparison.resampling.resamples, comparison.resampling.seed),
      width);
  out << '\n';
}

/// The quantiles asked for, a policy a row.
void write_quantiles(std::ostream& out, const Comparison& comparison, const DisplayUnit& unit,
                     std::size_t width) {
  if (comparison.quantiles.empty()) return;
  std::vector<std::string> titles = {""};
  std::vector<std::vector<std::string>> rows;
  for (const PolicyQuantile& quantile : comparison.quantiles) {
    if (quantile.policy == comparison.policy) {
      titles.push_back(fmt::format("quantile {:g}{}", quantile.probability, unit.bracketed()));
    }
    if (rows.empty() || rows.back().front() != quantile.policy) rows.push_back({quantile.policy});
    rows.back().push_back(estimate_text(quantile.quantile, unit.divisor));
  }
  CellTable table;
  table.titles = std::move(titles);
  table.rows = std::move(rows);
  write_columns(out, table, width);
  out << '\n';
  write_quantile_differences(out, comparison, unit, width);
}

std::string worst_world_text(const WorstWorld& world, const DisplayUnit& unit) {
  return fmt::format(
      "{} ({} against {}{}{})", world.replication, number_text(world.policy_value / unit.divisor),
      number_text(world.baseline_value / unit.divisor), unit.name.empty() ? "" : " ", unit.name);
}

void write_worst_worlds(std::ostream& out, const Comparison& comparison, const DisplayUnit& unit,
                        std::size_t width) {
  for (const auto& row : comparison.baselines) {
    if (row.worst_worlds.empty()) continue;
    std::string text = "Worst against " + row.baseline + " in replication";
    const char* separator = " ";
    for (const auto& world : row.worst_worlds) {
      text += separator + worst_world_text(world, unit);
      separator = ", ";
    }
    write_wrapped(out, text, width);
  }
}

void write_remarks(std::ostream& out, const Comparison& comparison, std::size_t width) {
  for (const auto& remark : remarks(comparison)) write_wrapped(out, remark, width);
  if (comparison.confidence_of_each != comparison.confidence) {
    write_wrapped(out,
                  fmt::format("Intervals of P(best){} have {} each, by themselves.",
                              comparison.quantiles.empty() ? "" : " and of quantiles",
                              confidence_text(comparison.confidence)),
                  width);
  }
  const std::string together = together_text(comparison, "column");
  if (!together.empty() && comparison.pairs > 1) write_wrapped(out, together, width);
  if (!comparison.optimistic || comparison.pairs < 2) return;
  write_wrapped(
      out,
      fmt::format(
          "With fewer than {} pairs the intervals are optimistic: their coverage is below {}.",
          enough_pairs, confidence_text(comparison.confidence)),
      width);
}

void write_explanation(std::ostream& out, const std::string& policy, std::size_t width) {
  write_wrapped(out,
                fmt::format("Means: difference baseline - {0}, overhead baseline / {0} - 1, "
                            "reduction 1 - {0} / baseline.",
                            policy),
                width);
  write_wrapped(out,
                fmt::format("P(better): {} is better in a world; ties count half. P(best): "
                            "best of all in a world; ties share it. Variance reduction: by "
                            "running in the same worlds.",
                            policy),
                width);
}

}  // namespace

void write_table(std::ostream& out, const Comparison& comparison, std::size_t width) {
  const DisplayUnit unit = unit_of(comparison);
  write_title(out, comparison, unit, width);
  out << '\n';
  write_means(out, comparison, unit, width);
  out << '\n';
  write_evidence(out, comparison, width);
  out << '\n';
  write_quantiles(out, comparison, unit, width);
  if (comparison.controlled) write_controlled(out, *comparison.controlled, unit, width);
  write_answers(out, comparison, width);
  write_worst_worlds(out, comparison, unit, width);
  write_remarks(out, comparison, width);
  write_explanation(out, comparison.policy, width);
}

}  // namespace bacelab
