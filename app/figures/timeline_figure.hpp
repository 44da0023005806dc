#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// A world of a results file under one or more policies, run again: the jobs that wait, which job
/// holds GPUs of which region, and the utilisation of the links. Throws InputError for several
/// points of the design, as stored_world, and if a run has another outcome than in the file.
[[nodiscard]] Figure timeline_figure(const ResultsFile& file, const FigureQuestion& question);

}  // namespace bacelab
