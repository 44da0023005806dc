#pragma once

#include <cstddef>
#include <span>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// The number of first observations of one long run to leave out, so that the rest is closest to a
/// steady state: MSER-5, a multiple of `batch`.
///
/// K. P. White, "An effective truncation heuristic for bias reduction in simulation output",
/// Simulation 69 (1997), of batches as in K. P. White, M. J. Cobb and S. C. Spratt, "A comparison
/// of five steady-state truncation heuristics for simulation", Winter Simulation Conference 2000:
/// of k means Z of `batch` observations each, leave out the first d that minimise sum_{j > d} (Z_j
/// - mean)^2 / (k - d)^2, the squared standard error that the rest would have if it were
/// independent. The last five means are never left out, the observations after the last whole batch
/// don't count. Undefined for fewer than ten batches; and if the best d lies in the second half,
/// since the run is then too short to tell its beginning from its steady state. Throws
/// std::invalid_argument for a batch of 0 or a value that is not finite.
[[nodiscard]] ValueOrReason<std::size_t> mser_warmup(std::span<const double> observations,
                                                     std::size_t batch = 5);

/// The mean of one long run, from batches of its observations.
struct BatchMeans {
  /// In the units of the observations, with Student's t interval from the batch means.
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
