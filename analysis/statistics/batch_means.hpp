#pragma once

#include <cstddef>
#include <span>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// The mean of one long run, from batches of its observations.
struct BatchMeans {
  /// In the units of the observations, with Student's t interval of the means of the batches.
  Estimate mean;
  /// Observations in a batch.
  std::size_t batch_size = 0;
  /// Correlation of successive batches: clearly above 0, the batches are too short, and the
  /// interval is optimistic.
  ValueOrReason<double> correlation;

  bool operator==(const BatchMeans&) const = default;
};

/// The fewest batches that an interval is made of.
inline constexpr std::size_t fewest_batch_means = 10;

/// The steady-state mean of one long run, whose observations depend on their neighbours: its
/// beginning is to be left out before (warmup.hpp).
///
/// The observations are cut into `batches` successive batches of equal size, whose means are
/// nearly independent if a batch is much longer than the memory of the process; the interval is
/// Student's t of the means. Those of the beginning that fill no batch are left out. More than 30
/// batches gain little: B. Schmeiser, "Batch size effects in the analysis of simulation output",
/// Operations Research 30 (1982). The correlation is that of neighbours (lag 1).
/// Undefined for fewer than two observations a batch.
/// Throws std::invalid_argument for fewer than fewest_batch_means batches, a value that is not
/// finite, or a confidence outside (0, 1).
[[nodiscard]] BatchMeans batch_means(std::span<const double> observations, std::size_t batches,
                                     double confidence);

}  // namespace bacelab
