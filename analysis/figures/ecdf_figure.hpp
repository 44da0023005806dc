#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// The distribution of metrics over the worlds of a point, a curve for each policy; or, if the
/// question asks for differences, of baseline - policy in the same world, a curve for each
/// baseline. Throws InputError for several points and as complete_worlds and read_columns.
[[nodiscard]] Figure ecdf_figure(const ResultsFile& file, const FigureQuestion& question);

}  // namespace bacelab
