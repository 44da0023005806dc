#include "analysis/comparison/design_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <utility>

#include "analysis/comparison/report.hpp"
#include "analysis/reporting/numbers.hpp"
#include "analysis/statistics/moments.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr const char* of_percent = " [%]";

std::string mean_cell(const Estimate& mean, const DisplayUnit& unit) {
  return mean.value.has_value() ? number_text(mean.value.value() / unit.divisor) : "-";
}

/// One unit for all rows, so that they can be compared at a glance.
DisplayUnit common_unit(std::span<const Comparison> comparisons) {
  double largest = 0.0;
  for (const Comparison& comparison : comparisons) {
    const auto& mean = comparison.policy_mean.value;
    if (mean.has_value()) largest = std::max(largest, std::abs(mean.value()));
  }
  return display_unit(comparisons.front().unit, largest);
}

std::string p_title(Adjustment adjustment) {
  if (adjustment == Adjustment::none) return "p";
  return adjustment == Adjustment::holm ? "p (Holm)" : "p (Bonferroni)";
}

std::string better_text(const Comparison& comparison) {
  return comparison.direction == Direction::smaller_is_better ? "smaller is better"
                                                              : "larger is better";
}

std::string worlds_text(std::span<const Comparison> comparisons) {
  const auto [least, most] = std::minmax_element(
      comparisons.begin(), comparisons.end(),
      [](const Comparison& a, const Comparison& b) { return a.pairs < b.pairs; });
  if (least->pairs == most->pairs) return counted(most->pairs, "world") + " a point";
  return fmt::format("{} to {} worlds a point", least->pairs, most->pairs);
}

/// Why overheads have no value or no interval, and at how many points.
std::vector<std::string> reasons(std::span<const Comparison> comparisons) {
  std::map<std::pair<std::string, std::string>, std::size_t> found;
  for (const Comparison& comparison : comparisons) {
    for (const BaselineComparison& row : comparison.baselines) {
      const bool has_value = row.overhead.value.has_value();
      if (has_value && row.overhead.interval.has_value()) continue;
      ++found[{row.baseline + (has_value ? ": no interval" : ": no overhead"),
               has_value ? row.overhead.interval.reason() : row.overhead.value.reason()}];
    }
  }
  std::vector<std::string> texts;
  for (const auto& [what, count] : found) {
    texts.push_back(fmt::format("{} at {}: {}", what.first, counted(count, "point"), what.second));
  }
  return texts;
}

void add_doubts(std::vector<std::string>& notes, std::span<const Comparison> comparisons,
                const std::string& where) {
  const bool has_intervals =
      std::any_of(comparisons.begin(), comparisons.end(),
                  [](const Comparison& comparison) { return comparison.pairs > 1; });
  const std::string together = together_text(comparisons.front(), where);
  if (has_intervals && !together.empty()) notes.push_back(together);
  const bool is_doubtful = std::any_of(
      comparisons.begin(), comparisons.end(),
      [](const Comparison& comparison) { return comparison.optimistic && comparison.pairs > 1; });
  if (!is_doubtful) return;
  notes.push_back(
      fmt::format("With fewer than {} pairs the intervals are optimistic: their coverage is below "
                  "{}.",
                  enough_pairs, confidence_text(comparisons.front().confidence)));
}

}  // namespace

CellTable design_cells(const std::vector<std::string>& factors, std::span<const DesignPoint> points,
                       std::span<const Comparison> comparisons) {
  if (comparisons.empty() || comparisons.size() != points.size()) {
    throw std::invalid_argument("a table of a design needs a comparison for each point");
  }
  const Comparison& first = comparisons.front();
  const DisplayUnit unit = common_unit(comparisons);
  CellTable table;
  table.title = fmt::format("{}, {}: mean of {}, and overhead of each baseline [%]; {}, {}",
                            first.metric + unit.bracketed(), better_text(first), first.policy,
                            worlds_text(comparisons), interval_text(first));
  table.titles = {"point"};
  table.titles.insert(table.titles.end(), factors.begin(), factors.end());
  table.labels = table.titles.size();
  table.titles.push_back(first.policy + unit.bracketed());
  for (const auto& row : first.baselines) table.titles.push_back(row.baseline + of_percent);
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::vector<std::string>& cells = table.rows.emplace_back();
    cells.push_back(fmt::format("{}", points[i].point));
    cells.insert(cells.end(), points[i].values.begin(), points[i].values.end());
    cells.push_back(mean_cell(comparisons[i].policy_mean, unit));
    for (const auto& row : comparisons[i].baselines) cells.push_back(percent_text(row.overhead));
  }
  table.notes = reasons(comparisons);
  add_doubts(table.notes, comparisons, "line");
  table.notes.push_back(
      fmt::format("Overhead: mean of the baseline / mean of {} - 1.", first.policy));
  return table;
}

CellTable policy_cells(const Comparison& comparison) {
  const std::span<const Comparison> alone(&comparison, 1);
  double largest = 0.0;
  for (const auto& row : comparison.baselines) {
    if (row.baseline_mean.value.has_value()) {
      largest = std::max(largest, std::abs(row.baseline_mean.value.value()));
    }
  }
  const DisplayUnit of_policy = common_unit(alone);
  const DisplayUnit unit =
      of_policy.divisor == 1.0 ? display_unit(comparison.unit, largest) : of_policy;
  CellTable table;
  table.title = fmt::format("{}, {}: {}{}; {}, {}", comparison.metric + unit.bracketed(),
                            better_text(comparison), comparison.policy,
                            comparison.point.empty() ? "" : ", " + comparison.point,
                            comparison.points > 1 ? counted(comparison.pairs, "replication")
                                                  : counted(comparison.pairs, "world"),
                            interval_text(comparison));
  table.titles = {"policy",        "mean" + unit.bracketed(), "overhead [%]",
                  "reduction [%]", "P(better) [%]",           p_title(comparison.adjustment)};
  table.rows.push_back(
      {comparison.policy, mean_cell(comparison.policy_mean, unit), "", "", "", ""});
  for (const auto& row : comparison.baselines) {
    table.rows.push_back({row.baseline, mean_cell(row.baseline_mean, unit),
                          percent_text(row.overhead), percent_text(row.reduction),
                          percent_text(row.better.probability), p_value_text(row.p_adjusted)});
  }
  table.notes = remarks(comparison);
  add_doubts(table.notes, alone, "column");
  return table;
}

}  // namespace bacelab
