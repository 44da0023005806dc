#pragma once

#include <string>

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// Metrics against one factor of a design, in the form that the question asks for, with bands of
/// their intervals: a curve for each policy (means) or baseline; a panel for each metric. Throws
/// InputError if the points vary another factor, or have a value of the factor twice.
[[nodiscard]] Figure lines_figure(const ResultsFile& file, const FigureQuestion& question);

}  // namespace bacelab
