#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "experiments/results/results_file.hpp"

namespace bacelab {

/// Runs that went on after study.horizon_hours, when prices and bandwidths keep their last value.
struct BeyondHorizon {
  std::size_t runs = 0;     ///< that have a makespan
  std::size_t beyond = 0;   ///< of these
  double time_share = 0.0;  ///< of the time of all these runs together
};

/// Of these policies at these points.
[[nodiscard]] BeyondHorizon beyond_horizon(const ResultsFile& file,
                                           std::span<const std::size_t> points,
                                           const std::vector<std::string>& policies);

}  // namespace bacelab
