#include "app/compare/steady_state_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <string>

#include "analysis/selection/select.hpp"
#include "analysis/steady_state/beyond_horizon.hpp"
#include "analysis/steady_state/long_runs.hpp"
#include "app/cli/output.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

std::vector<std::size_t> all_points(const std::vector<PointComparison>& comparisons) {
  std::vector<std::size_t> all;
  for (const PointComparison& at : comparisons) {
    all.insert(all.end(), at.points.begin(), at.points.end());
  }
  return all;
}

/// The policies under which the number of jobs in the system grows at one of the points; none
/// without job rows, or with so many that reading them would take longer than all else.
std::vector<std::string> growing_policies(const ResultsFile& file, const Selection& selection,
                                          const std::vector<std::size_t>& points,
                                          double confidence) {
  constexpr std::size_t most_rows = 5'000'000;
  std::vector<std::string> growing;
  const std::size_t jobs = file.description().jobs_per_run;
  if (jobs == 0 || points.size() * file.replications() * jobs > most_rows) return growing;
  for (const std::string& policy : policies_of(selection)) {
    const bool grows = std::any_of(points.begin(), points.end(), [&](std::size_t point) {
      const Estimate growth = growth_at(file, point, policy, confidence);
      return growth.interval.has_value() && growth.interval.value().lower > 0.0;
    });
    if (grows) growing.push_back(policy);
  }
  return growing;
}

}  // namespace

void tell_unsteady(const ResultsFile& file, const CompareCommandOptions& options,
                   const Selection& selection, const std::vector<PointComparison>& points) {
  const std::vector<std::size_t> all = all_points(points);
  const auto load = largest_load(file, all);
  if (load && *load >= 1.0) {
    write_wrapped(std::cout,
                  fmt::format("Means of an overloaded system grow with the number of jobs: offered "
                              "load {}{:.4g}; see bacelab warmup.",
                              all.size() > 1 ? "up to " : "", *load),
                  output_width());
    return;
  }
  const auto growing = growing_policies(file, selection, all, options.intervals.confidence);
  if (growing.empty()) return;
  write_wrapped(std::cout,
                fmt::format("The number of jobs in the system grows under {}: means depend on the "
                            "length of the runs; see bacelab warmup.",
                            fmt::join(growing, ", ")),
                output_width());
}

void tell_horizon(const ResultsFile& file, const Selection& selection,
                  const std::vector<PointComparison>& points) {
  const BeyondHorizon found = beyond_horizon(file, all_points(points), policies_of(selection));
  if (found.beyond == 0) return;
  write_wrapped(
      std::cout,
      fmt::format("{} of {} went on after study.horizon_hours, when prices and bandwidths "
                  "keep their last value: {:.3g} % of their time.",
                  grouped(found.beyond), counted(found.runs, "run"), 100.0 * found.time_share),
      output_width());
}

}  // namespace bacelab
