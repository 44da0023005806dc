#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/selection/select.hpp"
#include "analysis/sensitivity/design_runs.hpp"
#include "analysis/sensitivity/output_expression.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// An output at each point of a design, with the noise that the random worlds leave in it.
struct PointOutputs {
  std::string unit;  ///< of the values; "1" for pure numbers
  /// [point]; of no use where the point is incomplete.
  std::vector<double> values;
  /// [point]: variance of the value over sets of worlds (delta method for relative forms). Empty if
  /// points have one replication, which shows no noise.
  std::vector<double> noise;
  /// [point]: 1 where all runs are complete.
  std::vector<char> complete;
  /// The part of the noise that is not the same at all points, mean over complete points; of worlds
  /// that all points share, the rest shifts all points alike. 0 if there is no noise known.
  double separate_noise = 0.0;
  std::size_t replications = 0;  ///< of a point
  /// What the values are made of, if it was to be kept; zeros where a point is incomplete.
  std::optional<DesignRuns> runs;
};

/// Whether single runs are kept, which takes memory for all of them.
enum class KeepRuns { no, yes };

/// Computes an output at all points, by pairs of runs in the same world.
///
/// Runs are read in slabs of points; where a precision target ended some points earlier, all have
/// the replications that every point has. Throws InputError for unknown names (with the nearest
/// known one), for incomplete runs if they are to be refused, and where a relative form has a
/// denominator that is not positive.
[[nodiscard]] PointOutputs point_outputs(const ResultsFile& file, const OutputExpression& output,
                                         Incomplete incomplete, KeepRuns keep = KeepRuns::no);

}  // namespace bacelab
