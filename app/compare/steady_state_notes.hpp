#pragma once

#include <vector>

#include "app/compare/options.hpp"
#include "app/compare/point_comparisons.hpp"

namespace bacelab {

// What compare says below its tables.

/// Says where means are none of a steady state.
void tell_unsteady(const ResultsFile& file, const CompareCommandOptions& options,
                   const Selection& selection, const std::vector<PointComparison>& points);

/// Says which runs had prices and bandwidths that no longer changed.
void tell_horizon(const ResultsFile& file, const Selection& selection,
                  const std::vector<PointComparison>& points);

}  // namespace bacelab
