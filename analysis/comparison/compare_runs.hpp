#pragma once

#include <string>

#include "analysis/comparison/compare.hpp"
#include "analysis/comparison/select.hpp"

namespace bacelab {

/// Compares a metric at a point of a results file, in those worlds: what compare says of all
/// columns, but two of them are in memory at a time, so that it takes no more of it for many
/// policies. Only a bootstrap has all columns, to resample them together.
/// Throws InputError for unknown names or a value that is not finite, naming the run.
[[nodiscard]] Comparison compare_runs(const ResultsFile& file, std::size_t point,
                                      const std::string& metric, const Selection& selection,
                                      const CompleteWorlds& worlds,
                                      const ComparisonSettings& settings);

}  // namespace bacelab
