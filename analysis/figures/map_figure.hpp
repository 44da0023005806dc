#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// A metric over two factors of a grid, in the form that the question asks for, as shades: a panel
/// for each baseline, or for the policy under test (means). In a relative form or a difference
/// lines show where it is 0, and where a limit of its interval is. Throws InputError if the points
/// are not all combinations of the values of two factors.
[[nodiscard]] Figure map_figure(const ResultsFile& file, const FigureQuestion& question);

}  // namespace bacelab
