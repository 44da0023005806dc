#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// Prices, bandwidths, usable GPUs and arrivals of a world of a results file, made again. Throws
/// InputError for several points of the design, and as stored_world.
[[nodiscard]] Figure world_kind(const ResultsFile& file, const FigureQuestion& question);

}  // namespace bacelab
