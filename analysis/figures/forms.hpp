#pragma once

#include <string>
#include <vector>

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

// A metric at points of a design in the form that a question asks for: the mean of each policy, or
// the difference, overhead or reduction of each baseline.

/// What a form has values for: all policies for a mean, else the baselines.
[[nodiscard]] std::vector<std::string> names_of_form(const FigureQuestion& question);

/// The name of a form, as options have it.
[[nodiscard]] std::string form_name(OutputForm form);

/// What a form of baselines shows, for a caption: "Overhead of each baseline over bace".
[[nodiscard]] std::string form_phrase(const FigureQuestion& question);

/// The unit of its values: that of the metric, or "1".
[[nodiscard]] std::string unit_of_form(const ResultsFile& file, const FigureQuestion& question,
                                       const std::string& metric);

/// The axis of its values, of which `largest` is the largest.
[[nodiscard]] FigureAxis axis_of_form(const ResultsFile& file, const FigureQuestion& question,
                                      const std::string& metric, double largest);

/// [name][point]: the estimates at the points of the question, in their order, as compare() has
/// them; notes in the figure worlds that were left out. Throws InputError as compare_runs.
[[nodiscard]] std::vector<std::vector<Estimate>> estimates_of_form(Figure& figure,
                                                                   const ResultsFile& file,
                                                                   const FigureQuestion& question,
                                                                   const std::string& metric);

}  // namespace bacelab
