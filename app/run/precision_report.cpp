#include "app/run/precision_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <utility>
#include <variant>

#include "experiments/box/description.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_points_shown = 40;
constexpr std::size_t most_policies_shown = 8;

std::string width_text(double points) {
  return std::isfinite(points) ? fmt::format("+-{:.2f} points", points) : "no interval";
}

std::string interval_text(const PointPrecision& point) {
  const bool reached = point.reason == StopReason::precision_reached;
  return fmt::format(
      "{} replications, {} ({}; {}: {})", grouped(static_cast<std::size_t>(point.replications)),
      reached ? "precise" : "no more are allowed", width_text(point.half_width_points),
      reached ? "last" : "widest", point.last_comparison);
}

std::string note_on(Verdict verdict, double indifference_percent) {
  if (verdict == Verdict::incomplete) return " (incomplete)";
  if (verdict == Verdict::indifferent) return fmt::format(" (within {:g} %)", indifference_percent);
  return "";
}

/// "; dropped: lcf after 30, cr_ldf after 300 replications", the earliest first.
std::string dropped_text(const PointSelection& selection, const std::vector<std::string>& policies,
                         double indifference_percent) {
  std::vector<std::pair<std::int64_t, std::string>> dropped;
  for (std::size_t i = 0; i < policies.size(); ++i) {
    const auto& [replications, verdict] = selection.policies[i];
    if (verdict == Verdict::selected || verdict == Verdict::undecided) continue;
    dropped.emplace_back(replications, fmt::format("{} after {}{}", policies[i],
                                                   grouped(static_cast<std::size_t>(replications)),
                                                   note_on(verdict, indifference_percent)));
  }
  if (dropped.empty()) return "";
  std::stable_sort(dropped.begin(), dropped.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> texts;
  for (const auto& [replications, text] : dropped) texts.push_back(text);
  const std::size_t more = texts.size() - std::min(texts.size(), most_policies_shown);
  texts.resize(texts.size() - more);
  return fmt::format("; dropped: {}{}", fmt::join(texts, ", "),
                     more > 0 ? fmt::format(" and {} more", more) : "");
}

std::vector<std::string> policies_with(Verdict verdict, const PointSelection& selection,
                                       const std::vector<std::string>& policies) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < policies.size(); ++i) {
    if (selection.policies[i].verdict == verdict) names.push_back(policies[i]);
  }
  return names;
}

/// The runs that a point has, and those that it would have if all policies had run to its end.
std::pair<std::size_t, std::size_t> runs_of(const PointPrecision& point) {
  std::int64_t runs = 0;
  for (const PolicyEnd& end : point.selection->policies) runs += end.replications;
  return {static_cast<std::size_t>(runs),
          static_cast<std::size_t>(point.replications) * point.selection->policies.size()};
}

void print_saved(std::ostream& out, const PrecisionOutcome& outcome) {
  std::size_t runs = 0;
  std::size_t all = 0;
  for (const PointPrecision& point : outcome) {
    runs += runs_of(point).first;
    all += runs_of(point).second;
  }
  out << fmt::format(
      "bacelab: {} runs; {} if every policy had run in all of these replications ({:.0f} % "
      "saved)\n",
      grouped(runs), grouped(all),
      100.0 * (1.0 - static_cast<double>(runs) / static_cast<double>(all)));
}

}  // namespace

std::string selection_text(const PointPrecision& point, const std::vector<std::string>& policies,
                           double indifference_percent) {
  const PointSelection& selection = *point.selection;
  const auto selected = policies_with(Verdict::selected, selection, policies);
  const auto undecided = policies_with(Verdict::undecided, selection, policies);
  const std::string after = grouped(static_cast<std::size_t>(point.replications));
  const std::string what =
      selected.empty()
          ? fmt::format("{} is undecided after {} replications between {}", selection.metric, after,
                        shortened(fmt::format("{}", fmt::join(undecided, ", "))))
          : fmt::format("{} is selected in {} after {} replications", selected.front(),
                        selection.metric, after);
  return what + dropped_text(selection, policies, indifference_percent);
}

ExitCode print_precision(std::ostream& out, const PrecisionOutcome& outcome,
                         const StudyFile& file) {
  const auto* const selects = std::get_if<SelectionTarget>(&*file.precision());
  for (std::size_t i = 0; i < std::min(outcome.size(), most_points_shown); ++i) {
    const std::string label = point_label(file.design().factors(), i);
    out << fmt::format("  point {}{}{}: {}\n", i, label.empty() ? "" : ", ", label,
                       selects != nullptr ? selection_text(outcome[i], selects->policies,
                                                           selects->indifference_percent)
                                          : interval_text(outcome[i]));
  }
  if (outcome.size() > most_points_shown) {
    out << fmt::format("  and {} points more: see {} in the results\n",
                       grouped(outcome.size() - most_points_shown),
                       selects != nullptr ? "selected and dropped_from" : "replications_run");
  }
  if (selects != nullptr) print_saved(out, outcome);
  const auto missed = static_cast<std::size_t>(std::count_if(
      outcome.begin(), outcome.end(),
      [](const PointPrecision& point) { return point.reason == StopReason::maximum_reached; }));
  if (missed == 0) return ExitCode::done;
  out << fmt::format(
      "bacelab: {} of {} points did not {}; allow more with --resume --set "
      "study.replications=N\n",
      grouped(missed), grouped(outcome.size()),
      selects != nullptr ? "select a policy" : "reach the precision");
  return ExitCode::precision_not_reached;
}

}  // namespace bacelab
