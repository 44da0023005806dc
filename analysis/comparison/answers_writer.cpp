#include <fmt/format.h>

#include <ostream>
#include <string>
#include <vector>

#include "analysis/comparison/design_table.hpp"
#include "analysis/comparison/report.hpp"
#include "analysis/reporting/numbers.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

std::string verdict_text(const Comparison& comparison, const Equivalence& equivalence) {
  const auto equivalent = is_equivalent(comparison, equivalence);
  if (!equivalent) return "-";
  return *equivalent ? "yes" : "not shown";
}

void write_equivalence(std::ostream& out, const Comparison& comparison, std::size_t width) {
  const bool is_adjusted = comparison.adjustment != Adjustment::none;
  const std::string margin = fmt::format("within +-{:g} %", 100.0 * *comparison.equivalence_margin);
  CellTable table;
  table.titles = {"", "p (TOST)"};
  if (is_adjusted) table.titles.emplace_back("adjusted p");
  table.titles.push_back(margin);
  for (const auto& row : comparison.baselines) {
    std::vector<std::string> cells = {row.baseline, p_value_text(row.equivalence->p_value)};
    if (is_adjusted) cells.push_back(p_value_text(row.equivalence->p_adjusted));
    cells.push_back(verdict_text(comparison, *row.equivalence));
    table.rows.push_back(std::move(cells));
  }
  write_columns(out, table, width);
  out << '\n';
  write_wrapped(out,
                fmt::format("Equivalence: two one-sided t tests of an overhead {} at a level of "
                            "{:.4g} %. What is not shown may still be so.",
                            margin, 100.0 * comparison.level()),
                width);
  out << '\n';
}

std::string verdict_text(const Comparison& comparison, const BaselineComparison& row) {
  if (!row.dominance->of_policy.has_value()) return "-";
  switch (verdict_of(*row.dominance, comparison.level())) {
    case DominanceVerdict::policy:
      return "dominated";
    case DominanceVerdict::baseline:
      return "dominates";
    case DominanceVerdict::neither:
      return "neither";
    case DominanceVerdict::undecided:
      break;
  }
  return "undecided";
}

void write_dominance(std::ostream& out, const Comparison& comparison, std::size_t width) {
  CellTable table;
  table.titles = {"", "p (dominated)", "p (dominates)", "verdict"};
  for (const auto& row : comparison.baselines) {
    table.rows.push_back({row.baseline, p_value_text(row.dominance->of_policy),
                          p_value_text(row.dominance->of_baseline), verdict_text(comparison, row)});
  }
  write_columns(out, table, width);
  out << '\n';
  write_wrapped(
      out,
      fmt::format(
          "Dominance: at every level of {} at least as likely to be that good or better. p "
          "(dominated) is of the null hypothesis that {} dominates a baseline, p (dominates) "
          "of the reverse; a small one refutes it, and one dominates if only the other is "
          "refuted (level {:.4g} %, not adjusted; {} resamples of pairs, seed {}).",
          comparison.metric, comparison.policy, 100.0 * comparison.level(),
          comparison.resampling.resamples, comparison.resampling.seed),
      width);
  out << '\n';
}

}  // namespace

void write_answers(std::ostream& out, const Comparison& comparison, std::size_t width) {
  if (comparison.baselines.empty()) return;
  if (comparison.equivalence_margin) write_equivalence(out, comparison, width);
  if (comparison.baselines.front().dominance) write_dominance(out, comparison, width);
}

}  // namespace bacelab
