#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/sensitivity/sobol_indices.hpp"

namespace bacelab {

/// What each row of a Saltelli design contributes to the numerators and the denominator of its
/// indices (sobol_indices.hpp): an index is the mean of a term over the mean of `variance`.
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
