#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// One number for each point of one scramble of a Saltelli design; a row consists of the points
/// made from one row of A and one of B.
struct SaltelliValues {
  std::vector<double> a;                ///< [row]
  std::vector<double> b;                ///< [row]
  std::vector<std::vector<double>> ab;  ///< [factor][row]: A with the column of the factor from B
  std::vector<std::vector<double>> ba;  ///< the same of B from A; empty without second order
};

/// The method for the intervals of Sobol indices.
enum class SobolInterval {
  scrambles,  ///< Student's t over independent scrambles
  rows,       ///< BCa bootstrap of whole rows, as if they were independent
};

struct SobolSettings {
  double confidence = 0.95;
  SobolInterval interval = SobolInterval::scrambles;
  Bootstrap bootstrap = {.resamples = 1999, .seed = 0};  ///< of rows
};

/// The index of two factors together, without the effect of each alone.
struct SecondOrderIndex {
  std::size_t i = 0;
  std::size_t j = 0;  ///< > i
  Estimate index;

  bool operator==(const SecondOrderIndex&) const = default;
};

/// The shares of the variance of an output that are due to factors.
struct SobolIndices {
  std::vector<Estimate> first;           ///< [factor], alone
  std::vector<Estimate> total;           ///< [factor], with all interactions
  std::vector<SecondOrderIndex> second;  ///< i < j, in order; empty without second order
  double mean = 0.0;                     ///< of the outputs, in their unit
  double variance = 0.0;                 ///< over the design, without noise, in squared units
  double noise = 0.0;                    ///< variance of an output by noise, mean over the design
  std::size_t scrambles = 0;
  std::size_t rows = 0;  ///< of all scrambles together
};

/// Sobol indices of an output that is known at all points of a Saltelli design.
///
/// With f centred by its mean over A and B, and means over rows:
///   V    = mean((f(A)^2 + f(B)^2) / 2)
///   S_i  = mean(f(B) (f(AB_i) - f(A))) / V        Saltelli et al. 2010
///   ST_i = mean((f(A) - f(AB_i))^2) / (2 V)       Jansen 1999
///   S_ij = mean(f(BA_i) f(AB_j) - f(A) f(B)) / V - S_i - S_j      Saltelli 2002
/// A. Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics
/// Communications 181 (2010), table 2; M. J. W. Jansen, "Analysis of variance designs for model
/// output", the same 117 (1999); A. Saltelli, "Making best use of model evaluations to compute
/// sensitivity indices", the same 145 (2002).
///
/// `noise`, if given, is the variance of each output by independent noise, such as that of a mean
/// over replications in each point's own worlds; it is subtracted from V and from the totals (the
/// other means are free of it).
///
/// Each index is a ratio of means over scrambles: its t interval (delta method over scrambles)
/// needs two of them. A bootstrap of rows treats rows as independent; those of a Sobol sequence are
/// more even, so it is conservative.
///
/// The mean is taken of the same values, so squares about it are too small by (2 n - 1) / (2 n),
/// with n rows in all; V is divided by that, which is right for independent rows.
///
/// Undefined, with a reason, if all outputs are equal or the noise is as large as their variance.
/// Throws std::invalid_argument for no scramble, arrays of unequal length, fewer than two rows, a
/// value that is not finite, or a confidence outside (0, 1).
[[nodiscard]] SobolIndices sobol_indices(std::span<const SaltelliValues> outputs,
                                         std::span<const SaltelliValues> noise = {},
                                         const SobolSettings& settings = {});

/// Deviations of outputs from their means over replications: [replication][scramble].
using SaltelliDeviations = std::vector<std::vector<SaltelliValues>>;

/// Sobol indices of the expected output, where the outputs are means over replications, all points
/// of a scramble share the worlds of these, and scrambles are independent.
///
/// What worlds shift alike at all points of a scramble has no place in
///   V = mean((f(A) - f(B))^2 / 2), also over AB_i and BA_i for A and B if there are BA_i,
/// and what they change differently is taken out of V and of all numerators: these are sums of
/// products of two outputs, and a product of means over n replications is too large, on average, by
/// the covariance of the two over n. It is estimated from the deviations; without any (one
/// replication) nothing is taken out.
/// Intervals and errors are those of sobol_indices.
[[nodiscard]] SobolIndices sobol_indices_in_shared_worlds(std::span<const SaltelliValues> outputs,
                                                          const SaltelliDeviations& deviations,
                                                          double confidence = 0.95);

/// The contributions of each row of a Saltelli design to the numerators and the denominator of its
/// indices: an index is the mean of a term over the mean of `variance`.
struct SaltelliTerms {
  /// [row], scramble after scramble.
  std::vector<double> variance;
  std::vector<std::vector<double>> first;   ///< [factor][row]
  std::vector<std::vector<double>> total;   ///< [factor][row]
  std::vector<std::vector<double>> second;  ///< [pair i < j][row]
  /// Where the rows of each scramble begin; one more, the number of rows.
  std::vector<std::size_t> begins;
  double mean = 0.0;   ///< of the outputs over A and B
  double noise = 0.0;  ///< mean variance by noise over A and B
};

/// The terms of outputs and the noise in them. Throws std::invalid_argument as sobol_indices.
[[nodiscard]] SaltelliTerms saltelli_terms(std::span<const SaltelliValues> outputs,
                                           std::span<const SaltelliValues> noise);

}  // namespace bacelab
