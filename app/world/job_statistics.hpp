#pragma once

#include <optional>

#include "app/world/world_view.hpp"

namespace bacelab {

/// What the jobs of a world are like. Rates and gaps have no value if all jobs arrive at time 0.
struct JobStatistics {
  std::optional<double> per_hour;       ///< jobs an hour, up to the last arrival
  std::optional<double> gap_variation;  ///< standard deviation over mean of the gaps between jobs,
                                        ///< the first before the first job
  double mean_ideal_hours;              ///< of E_j
};

JobStatistics statistics_of(const ShownJobs& jobs);

}  // namespace bacelab
