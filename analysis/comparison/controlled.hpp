#pragma once

#include <cstddef>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/reporting/numbers.hpp"
#include "analysis/selection/select.hpp"
#include "analysis/statistics/controls.hpp"

namespace bacelab {

/// What is known of worlds that were drawn but did not run.
struct DrawnWorlds {
  std::size_t count = 0;
  std::vector<double> sums;  ///< of each summary, in the order of the results file
};

/// The means of a metric under the policies of a comparison, with control variates.
struct ControlledMeans {
  std::vector<std::string> summaries;  ///< of the worlds, that were used
  std::vector<UnusedControl> unused;
  std::size_t drawn = 0;  ///< worlds whose summaries are known, those that ran among them
  std::vector<std::string> policies;
  std::vector<Estimate> without;      ///< [policy] the means without controls
  std::vector<ControlledMean> means;  ///< [policy]

  bool operator==(const ControlledMeans&) const = default;
};

/// The means at a point. Throws InputError for a file without summaries of its worlds, and if
/// worlds were left out because a run is incomplete: their summaries would no longer be those of
/// worlds in general.
[[nodiscard]] ControlledMeans controlled_means(const ResultsFile& file, std::size_t point,
                                               const std::string& metric,
                                               const Selection& selection,
                                               const CompleteWorlds& worlds,
                                               const DrawnWorlds& drawn, double confidence);

/// Writes them for people.
void write_controlled(std::ostream& out, const ControlledMeans& controlled, const DisplayUnit& unit,
                      std::size_t width);

[[nodiscard]] nlohmann::ordered_json json_of(const ControlledMeans& controlled);

}  // namespace bacelab
