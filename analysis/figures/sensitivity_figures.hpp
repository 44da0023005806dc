#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// Sobol indices of the factors of a `saltelli` design, first order and total, with intervals: a
/// panel for each metric and, in a form that compares, each baseline. Throws InputError as
/// analyse_file.
[[nodiscard]] Figure sobol_figure(const ResultsFile& file, const FigureQuestion& question);

/// Morris' measures of the factors of a `morris` design: sigma over mu*, with intervals, and the
/// line on which they are equal. Panels and errors as above.
[[nodiscard]] Figure morris_figure(const ResultsFile& file, const FigureQuestion& question);

}  // namespace bacelab
