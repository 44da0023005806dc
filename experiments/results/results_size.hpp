#pragma once

#include <cstddef>

#include "experiments/results/results_description.hpp"

namespace bacelab {

/// Bytes that so many worlds of a study take in its results file, which has some overhead beside.
double result_bytes(const ResultsDescription& description, std::size_t worlds);

}  // namespace bacelab
