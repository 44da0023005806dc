#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// The overhead of each baseline over the policy under test with its interval, as compare() has it:
/// a panel for each metric. At one point a row is a baseline; at several a row is a point, and a
/// symbol a baseline. Throws InputError as compare_runs and complete_worlds.
[[nodiscard]] Figure overhead_figure(const ResultsFile& file, const FigureQuestion& question);

}  // namespace bacelab
