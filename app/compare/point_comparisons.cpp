#include "app/compare/point_comparisons.hpp"

#include <fmt/format.h>

#include <iostream>
#include <optional>
#include <utility>
#include <variant>

#include "analysis/figures/points.hpp"
#include "analysis/selection/select.hpp"
#include "app/cli/drawn_worlds.hpp"
#include "app/cli/study_of_results.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

/// With control variates, how many more worlds are drawn for each that ran: what is left of the
/// variance of the controls' means is then a twentieth of what they take away.
constexpr std::size_t drawn_for_each = 20;

ComparisonSettings settings_of(const ResultsFile& file, const CompareCommandOptions& options) {
  ComparisonSettings settings = settings_of(options.intervals, file.description().seed);
  settings.quantiles = options.quantiles;
  if (options.equivalent_percent) settings.equivalence_margin = *options.equivalent_percent / 100.0;
  settings.dominance = options.dominance;
  return settings;
}

void tell_dropped(const PointComparison& of_points) {
  const std::size_t dropped = of_points.worlds.dropped;
  if (dropped == 0) return;
  // Not the replications of the file: a precision target may have ended the point earlier.
  const std::size_t all = of_points.worlds.replications.size() + dropped;
  std::cerr << (of_points.points.size() == 1
                    ? fmt::format("bacelab: point {}: {} of {} worlds left out: a run is "
                                  "incomplete\n",
                                  of_points.points.front(), dropped, all)
                    : fmt::format("bacelab: {} of {} replications left out: a run at one of the "
                                  "points is incomplete\n",
                                  dropped, all));
}

void tell_of_dropped_policies(const ResultsFile& file, std::size_t point,
                              const Selection& selection) {
  const std::string note = note_on_dropped_policies(file, point, selection);
  if (!note.empty()) std::cerr << fmt::format("bacelab: point {}: {}\n", point, note);
}

/// The factors of a design at a point, with numbers to full precision.
std::vector<std::pair<std::string, std::string>> factors_at(const ResultsFile& file,
                                                            std::size_t point) {
  std::vector<std::pair<std::string, std::string>> factors;
  for (const Factor& factor : file.factors()) {
    const auto* names = std::get_if<std::vector<std::string>>(&factor.values);
    factors.emplace_back(
        factor.name, names != nullptr
                         ? (*names)[point]
                         : fmt::format("{}", std::get<std::vector<double>>(factor.values)[point]));
  }
  return factors;
}

/// The points to compare: for people, only the first ones of a very large design.
std::vector<std::size_t> points_to_compare(const ResultsFile& file,
                                           const CompareCommandOptions& options) {
  std::vector<std::size_t> points = points_of(file, options.point);
  const bool for_people = !options.json && !options.csv && !options.markdown && !options.latex;
  if (for_people && !options.all && is_by_lines(options, points.size()) &&
      points.size() > most_points_without_all) {
    points.resize(most_points_without_all);
  }
  return points;
}

}  // namespace

bool is_by_lines(const CompareCommandOptions& options, std::size_t points) {
  const bool asks_more = !options.quantiles.empty() || options.equivalent_percent ||
                         options.dominance || options.control;
  return points > 1 && !options.pooled && !options.each_point && !asks_more;
}

std::vector<PointComparison> compare_points(const ResultsFile& file,
                                            const CompareCommandOptions& options,
                                            const Selection& selection) {
  const ComparisonSettings settings = settings_of(file, options);
  std::optional<StudyFile> study;
  if (options.control) study = read_study_of(file);
  std::vector<PointComparison> all;
  for (const std::size_t point : points_to_compare(file, options)) {
    PointComparison& of_point = all.emplace_back();
    of_point.points = {point};
    of_point.worlds = complete_worlds(file, point, selection);
    tell_dropped(of_point);
    tell_of_dropped_policies(file, point, selection);
    DrawnWorlds drawn;
    if (study) {
      drawn = draw_more_worlds(file, *study, point,
                               drawn_for_each * of_point.worlds.replications.size());
    }
    for (const std::string& metric : options.metrics) {
      Comparison& comparison = of_point.comparisons.emplace_back(
          compare_runs(file, point, metric, selection, of_point.worlds, settings));
      comparison.factors = factors_at(file, point);
      if (!study) continue;
      comparison.controlled = controlled_means(file, point, metric, selection, of_point.worlds,
                                               drawn, settings.confidence);
    }
  }
  return all;
}

std::vector<PointComparison> compare_pooled(const ResultsFile& file,
                                            const CompareCommandOptions& options,
                                            const Selection& selection) {
  PointComparison pooled;
  pooled.points = points_of(file, options.point);
  if (pooled.points.size() < 2) {
    throw InputError(
        fmt::format("--pooled: {} has one point; there is nothing to pool", options.file));
  }
  pooled.worlds = complete_clusters(file, pooled.points, selection);
  tell_dropped(pooled);
  for (const std::size_t point : pooled.points) tell_of_dropped_policies(file, point, selection);
  for (const std::string& metric : options.metrics) {
    pooled.comparisons.push_back(
        compare(select_pooled(file, pooled.points, metric, selection, pooled.worlds),
                settings_of(file, options)));
  }
  return {pooled};
}

}  // namespace bacelab
