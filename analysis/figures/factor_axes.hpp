#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// Factors on so many axes: those that the question names, else the first that its points vary.
/// Throws InputError if there are too few, if their values are names, or if the points vary another
/// factor too (with the advice to fix it).
[[nodiscard]] std::vector<const Factor*> factors_on_axes(const ResultsFile& file,
                                                         const FigureQuestion& question,
                                                         std::size_t axes);

/// The values of a factor at points. Throws std::invalid_argument if they are names.
[[nodiscard]] std::vector<double> numbers_of(const Factor& factor,
                                             const std::vector<std::size_t>& points);

/// The axis of a factor: logarithmic if its range is, or if all values are positive and the largest
/// is 30 times the least or more.
[[nodiscard]] FigureAxis axis_of(const Factor& factor, const std::vector<double>& values);

}  // namespace bacelab
