#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/sensitivity/morris_effects.hpp"
#include "analysis/sensitivity/sobol_indices.hpp"

namespace bacelab {

/// What the points of a design have to do with each other by the random worlds they run in.
enum class WorldsOfDesign {
  unknown,      ///< nothing is known of the noise of the outputs
  common,       ///< all points share their worlds: indices hold under the condition of these worlds
  independent,  ///< each point has its own: their noise is estimated and taken out
};

/// How large the noise of the outputs is, which the random worlds leave in them.
struct NoiseStatement {
  WorldsOfDesign worlds = WorldsOfDesign::unknown;
  std::size_t replications = 0;  ///< of a point; 0 if there is no such thing
  /// Variance of an output over sets of worlds, mean over the design, in squared units.
  ValueOrReason<double> variance;
  /// The part of it that common worlds don't shift alike at all points.
  ValueOrReason<double> separate;

  bool operator==(const NoiseStatement&) const = default;
};

/// What a bootstrap resampled to make the intervals.
enum class Resampled {
  nothing,  ///< Student's t over scrambles or trajectories (sigma: a bootstrap of trajectories)
  rows,     ///< rows of a Saltelli design
  replications,  ///< the worlds that all points share: the design is given
};

/// How much each factor of a design matters for an output.
struct Sensitivity {
  std::string source;  ///< the file
  std::string output;  ///< the expression or the column
  std::string unit;    ///< of the output; "1" for pure numbers
  std::vector<std::string> factors;
  double confidence = 0.95;
  /// One of the two.
  std::optional<SobolIndices> sobol;
  std::optional<std::vector<MorrisMeasures>> morris;
  std::size_t trajectories = 0;        ///< of Morris
  std::optional<Bootstrap> bootstrap;  ///< what made intervals, if a bootstrap did
  Resampled resampled = Resampled::nothing;
  NoiseStatement noise;
  std::size_t dropped = 0;  ///< whole rows or trajectories that were left out
};

}  // namespace bacelab
