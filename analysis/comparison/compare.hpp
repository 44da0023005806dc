#pragma once

#include "analysis/comparison/comparison.hpp"
#include "analysis/comparison/comparison_input.hpp"

namespace bacelab {

/// Compares a policy with its baselines, by pairs of runs in the same world.
///
/// All intervals have the same confidence, each by itself. The p-values of all baselines of
/// `input`, so of one metric at one point, are one family for Holm's adjustment.
/// Without replications, or with one, what can't be estimated is undefined and says why.
/// Throws std::invalid_argument if the input is not valid (comparison_input.hpp) or the confidence
/// is not between 0 and 1.
[[nodiscard]] Comparison compare(const ComparisonInput& input, double confidence = 0.95);

}  // namespace bacelab
