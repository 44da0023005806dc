#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// A point of a Morris design: which step of a trajectory led to it.
struct MorrisStep {
  std::int64_t trajectory = 0;
  std::int64_t changed = -1;  ///< the factor that the step changed; -1 at the start
  double delta = 0.0;         ///< by how much, in units of its whole range; not 0 but at the start
};

/// Elementary effects, [factor][trajectory]: (y after - y before) / delta, in units of the output
/// for the whole range of the factor. Steps stand in the order in which they are made; one that did
/// not change a (rounded) factor has no effect and is left out. Throws std::invalid_argument for
/// unequal lengths, a step of a factor beyond `factors`, a trajectory that doesn't begin with a
/// start, or a value that is not finite.
[[nodiscard]] std::vector<std::vector<double>> elementary_effects(std::span<const double> outputs,
                                                                  std::span<const MorrisStep> steps,
                                                                  std::size_t factors);

/// Morris' measures of one factor, in units of the output for its whole range.
struct MorrisMeasures {
  Estimate mu;       ///< mean: direction and size of the effect
  Estimate mu_star;  ///< mean of magnitudes: how much the factor matters
  Estimate sigma;    ///< standard deviation: interactions and curvature
  std::size_t effects = 0;

  bool operator==(const MorrisMeasures&) const = default;
};

/// mu, mu* and sigma of each factor, one factor after the other, without intervals. Undefined if a
/// factor has no effects, sigma also if it has only one.
[[nodiscard]] std::vector<ValueOrReason<double>> morris_values(
    std::span<const std::vector<double>> effects);

/// Morris' measures of each factor.
///
/// M. D. Morris, "Factorial sampling plans for preliminary computational experiments",
/// Technometrics 33 (1991); mu*: F. Campolongo, J. Cariboni and A. Saltelli, "An effective
/// screening design for sensitivity analysis of large models", Environmental Modelling and Software
/// 22 (2007). Trajectories are independent: mu and mu* have Student's t intervals, sigma one by the
/// BCa bootstrap of trajectories.
/// Undefined if a factor has no effects; without intervals if it has only one. Throws
/// std::invalid_argument for a value that is not finite or a confidence outside (0, 1).
[[nodiscard]] std::vector<MorrisMeasures> morris_measures(
    std::span<const std::vector<double>> effects, double confidence, const Bootstrap& bootstrap);

}  // namespace bacelab
