#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// Each baseline against the policy under test, a point for each world of a point of the design,
/// with the diagonal; a panel for each metric and baseline. Very many worlds are counted in cells.
/// Throws InputError for several points of the design and as complete_worlds and read_columns.
[[nodiscard]] Figure scatter_figure(const ResultsFile& file, const FigureQuestion& question);

}  // namespace bacelab
