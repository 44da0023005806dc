#pragma once

#include <functional>
#include <span>
#include <vector>

#include "analysis/sensitivity/design_runs.hpp"
#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// What is said of a design, such as all its indices, as a pure function of the outputs at its
/// points; it is called by several threads at once.
using DesignMeasures =
    std::function<std::vector<ValueOrReason<double>>(std::span<const double> outputs)>;

/// Intervals of measures over sets of worlds that all points of a design share: BCa bootstrap of
/// replications (bootstrap_interval.hpp). A resample takes the same replications at all points,
/// drawn as resampled_rows does; the jackknife leaves one out at all points.
///
/// One for each measure of the outputs of all replications; undefined where the measure is, or
/// where it is in a resample. Equal for any number of threads (TBB). Throws std::invalid_argument
/// for fewer than two replications, no resamples, or a confidence outside (0, 1).
[[nodiscard]] std::vector<ValueOrReason<Interval>> replication_intervals(
    const DesignRuns& runs, const DesignMeasures& measures, const Bootstrap& bootstrap,
    double confidence);

}  // namespace bacelab
