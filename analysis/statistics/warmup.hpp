#pragma once

#include <cstddef>
#include <span>

#include "analysis/statistics/value_or_reason.hpp"

namespace bacelab {

/// How many of the first observations of one long run to leave out, so that what is left is most
/// like a steady state: MSER-5, a multiple of `batch`.
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

}  // namespace bacelab
