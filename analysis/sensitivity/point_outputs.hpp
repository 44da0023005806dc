#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/selection/select.hpp"
#include "analysis/sensitivity/design_runs.hpp"
#include "analysis/sensitivity/output_expression.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// An output at each point of a design, with its noise due to the random worlds.
struct PointOutputs {
  std::string unit;  ///< of the values; "1" for pure numbers
  /// [point]; meaningless if the point is incomplete.
  std::vector<double> values;
  /// [point]: variance of the value over sets of worlds (delta method for relative forms). Empty if
  /// points have one replication, which shows no noise.
  std::vector<double> noise;
  /// [point]: 1 where all runs are complete.
  std::vector<char> complete;
  /// The part of the noise that is not common to all points of a group, mean over complete points;
  /// if they share their worlds, the rest shifts them alike. 0 if the noise is unknown.
  double separate_noise = 0.0;
  std::size_t replications = 0;  ///< of a point
  /// The runs behind the values, if they are kept; zeros for incomplete points.
  std::optional<DesignRuns> runs;
  /// [point * replications + replication], if they are kept: the contribution of each world to the
  /// value besides its mean (delta method for relative forms); zeros for incomplete points.
  std::vector<double> deviations;
};

/// What is kept besides the values, which takes memory for all runs.
enum class Kept { values, runs, deviations };

/// Computes an output at all points from pairs of runs in the same world.
///
/// Runs are read in slabs of points; if a precision target ended some points earlier, only the
/// replications that every point has are used. Throws InputError for unknown names (with the
/// nearest known one), for incomplete runs if they are refused, and if a relative form has a
/// denominator that is not positive. `groups` [point]: successive points of one number belong
/// together; empty: all points do.
[[nodiscard]] PointOutputs point_outputs(const ResultsFile& file, const OutputExpression& output,
                                         Incomplete incomplete, Kept kept = Kept::values,
                                         std::span<const std::int64_t> groups = {});

}  // namespace bacelab
