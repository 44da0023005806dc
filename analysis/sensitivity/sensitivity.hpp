#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/sensitivity/morris_effects.hpp"
#include "analysis/sensitivity/sobol_indices.hpp"

namespace bacelab {

/// How the random worlds of the points of a design are related.
enum class WorldsOfDesign {
  unknown,      ///< the noise of the outputs is unknown
  common,       ///< all points share their worlds: indices are conditional on these worlds
  grouped,      ///< those of a scramble or trajectory do, and these are independent
  independent,  ///< each point has its own: the noise is estimated and subtracted
};

/// The noise of the outputs due to the random worlds.
struct NoiseStatement {
  WorldsOfDesign worlds = WorldsOfDesign::unknown;
  std::size_t replications = 0;  ///< of a point; 0 for a table
  /// Variance of an output over sets of worlds, mean over the design, in squared units.
  ValueOrReason<double> variance;
  /// The part of it that is not a common shift of all points that share their worlds.
  ValueOrReason<double> separate;

  bool operator==(const NoiseStatement&) const = default;
};

/// What a bootstrap resamples for the intervals.
enum class Resampled {
  nothing,  ///< Student's t over scrambles or trajectories (sigma: a bootstrap of trajectories)
  rows,     ///< rows of a Saltelli design
  replications,  ///< the worlds that all points share, with the design held fixed
};

/// The polynomial from which Sobol indices were computed (PolynomialChaos).
struct Emulator {
  std::size_t points = 0;  ///< to which it was fitted
  std::size_t degree = 0;
  std::size_t terms = 0;
  double leave_one_out = 0.0;  ///< its error, as a share of the variance of the outputs
};

/// The sensitivity of an output to each factor of a design.
struct Sensitivity {
  std::string source;  ///< the file
  std::string output;  ///< the expression or the column
  std::string unit;    ///< of the output; "1" for pure numbers
  std::vector<std::string> factors;
  double confidence = 0.95;
  /// One of the two.
  std::optional<SobolIndices> sobol;
  std::optional<std::vector<MorrisMeasures>> morris;
  std::optional<Emulator> emulator;    ///< of Sobol indices that have no intervals
  std::size_t trajectories = 0;        ///< of Morris
  std::optional<Bootstrap> bootstrap;  ///< what made intervals, if a bootstrap did
  Resampled resampled = Resampled::nothing;
  NoiseStatement noise;
  std::size_t dropped = 0;  ///< whole rows or trajectories that were left out
};

}  // namespace bacelab
