#pragma once

#include <vector>

#include "experiments/results/results_file.hpp"

namespace bacelab {

/// The place of each point in the unit cube of the factors, [point * factors + factor]: that of its
/// value in the factor's range and on its scale. Throws InputError, with what is allowed, for a
/// design whose points do not fill the cube, or a factor that is a list.
[[nodiscard]] std::vector<double> places_in_cube(const ResultsFile& file);

}  // namespace bacelab
