#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// The distribution of a column of the job rows over all jobs of the worlds of a point, a curve for
/// each policy; of very many jobs, over those of some of the worlds. Jobs without a value are left
/// out. Throws InputError without job rows, for several points, for an unknown column and as
/// complete_worlds.
[[nodiscard]] Figure jobs_figure(const ResultsFile& file, const FigureQuestion& question);

}  // namespace bacelab
