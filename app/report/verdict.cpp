#include "app/report/verdict.hpp"

#include <fmt/format.h>

#include <array>

#include "analysis/reporting/numbers.hpp"
#include "analysis/statistics/moments.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

/// The reduction with its sign turned, if need be, so that it is positive: how much less, or more.
Estimate amount_of(const Estimate& reduction) {
  if (!reduction.value.has_value() || reduction.value.value() >= 0.0) return reduction;
  Estimate turned = {-reduction.value.value(), reduction.interval};
  if (reduction.interval.has_value()) {
    const Interval& interval = reduction.interval.value();
    turned.interval = Interval{-interval.upper, -interval.lower};
  }
  return turned;
}

/// "5.3 % [4.4, 6.2]".
std::string amount_text(const Estimate& amount) {
  const std::string text = percent_text(amount);
  const auto bracket = text.find(" [");
  return bracket == std::string::npos ? text + " %"
                                      : text.substr(0, bracket) + " %" + text.substr(bracket);
}

/// What a policy does that has so much less, or more, of a metric than a baseline.
std::string deed(const Comparison& table, const BaselineComparison& row, bool has_less) {
  const std::string amount = amount_text(amount_of(row.reduction));
  if (table.metric == "jct_mean") {
    return fmt::format("{} finishes jobs {} {} than {}", table.policy, amount,
                       has_less ? "sooner" : "later", row.baseline);
  }
  if (table.metric == "cost" || table.metric == "cost_total") {
    return fmt::format("{} costs {} {} than {}{}", table.policy, amount, has_less ? "less" : "more",
                       row.baseline,
                       table.metric == "cost_total" ? " with transfers paid" : " in electricity");
  }
  return fmt::format("{} has {} {} {} than {}", table.policy, amount, has_less ? "less" : "more",
                     name_of_metric(table.metric), row.baseline);
}

/// "; it is worse in 12 % of the worlds".
std::string losses_text(const BaselineComparison& row) {
  const WinProbability& better = row.better;
  const std::size_t worlds = better.wins + better.ties + better.losses;
  if (worlds == 0) return "";
  const double share = static_cast<double>(better.losses) / static_cast<double>(worlds);
  return fmt::format("; it is worse in {:.3g} % of the worlds ({} of {})", 100.0 * share,
                     grouped(better.losses), grouped(worlds));
}

std::string sentence_of(const Comparison& table, const BaselineComparison& row) {
  const bool has_less = row.reduction.value.has_value() && row.reduction.value.value() >= 0.0;
  switch (shown_by(table, row)) {
    case Shown::less:
    case Shown::more:
      return deed(table, row, has_less) + losses_text(row) + ".";
    case Shown::undecided:
      return fmt::format("In these worlds {}, but not significantly among {}: adjusted p = {}{}.",
                         deed(table, row, has_less), counted(table.baselines.size(), "comparison"),
                         p_value_text(row.p_adjusted), losses_text(row));
    case Shown::nothing:
      return fmt::format("No difference shown between {} and {} in the {}: {} {}{}.", table.policy,
                         row.baseline, name_of_metric(table.metric),
                         amount_text(amount_of(row.reduction)), has_less ? "less" : "more",
                         losses_text(row));
    case Shown::no_interval:
      break;
  }
  std::string reason;
  for (const Estimate* form : {&row.reduction, &row.overhead, &row.difference}) {
    if (form->interval.has_value()) continue;
    reason = form->value.has_value() ? form->interval.reason() : form->value.reason();
  }
  return fmt::format("No verdict on {} and {} in the {}: {}.", table.policy, row.baseline,
                     name_of_metric(table.metric), reason);
}

}  // namespace

std::string name_of_metric(const std::string& metric) {
  for (const MetricInfo& info : metric_registry()) {
    if (info.name == metric) return std::string(info.long_name);
  }
  return metric;
}

Shown shown_by(const Comparison& table, const BaselineComparison& row) {
  const std::array forms = {&row.difference, &row.overhead, &row.reduction};
  for (const Estimate* form : forms) {
    if (!form->interval.has_value()) return Shown::no_interval;
  }
  for (const Estimate* form : forms) {
    if (form->interval.value().contains(0.0)) return Shown::nothing;
  }
  if (row.p_adjusted.has_value() && row.p_adjusted.value() > 1.0 - table.confidence) {
    return Shown::undecided;
  }
  return row.difference.value.value() > 0.0 ? Shown::less : Shown::more;
}

std::vector<std::string> verdict_of(std::span<const Comparison> tables, std::size_t baseline) {
  std::vector<std::string> sentences;
  for (const Comparison& table : tables) {
    sentences.push_back(sentence_of(table, table.baselines[baseline]));
  }
  return sentences;
}

std::string verdict_note(const Comparison& table) {
  std::string note = table.confidence == table.confidence_of_each
                         ? fmt::format("Brackets have {} intervals, each by itself",
                                       confidence_text(table.confidence))
                         : fmt::format("Brackets have simultaneous intervals, {} together",
                                       confidence_text(table.confidence));
  note += fmt::format(
      ", of 1 - mean({}) / mean(baseline) over {} in which all policies ran; ", table.policy,
      table.points == 1
          ? grouped(table.pairs) + (table.pairs == 1 ? " world" : " worlds")
          : fmt::format("{} of {} points each", counted(table.pairs, "replication"), table.points));
  note += table.adjustment == Adjustment::none
              ? "p-values are not adjusted for the number of comparisons."
              : fmt::format(
                    "p-values are adjusted (by the method of {}) for the {} of each metric, not "
                    "for the "
                    "number of metrics{}.",
                    table.adjustment == Adjustment::holm ? "Holm" : "Bonferroni",
                    counted(table.baselines.size(), "comparison"),
                    table.points == 1 ? "" : " or points");
  if (table.optimistic && table.pairs >= 2) {
    note += fmt::format(" With fewer than {} worlds intervals are optimistic.", enough_pairs);
  }
  return note;
}

}  // namespace bacelab
