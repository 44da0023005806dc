#pragma once

#include <span>
#include <string>

#include "analysis/comparison/comparison.hpp"
#include "analysis/selection/select.hpp"

namespace bacelab {

/// Compares a policy with its baselines, by pairs of runs in the same world.
///
/// The p-values of all baselines of `input`, so of one metric at one point, are one family for the
/// adjustment; with Bonferroni the intervals of a column hold at once. p-values are those of the
/// paired t test, whatever makes the intervals.
///
/// Where points are pooled, a replication is a cluster: all its worlds, one a point, stand together
/// as one observation, their mean, since points that share their worlds depend on each other (and
/// where they don't, this is still right). Probabilities have Student's t intervals of the
/// clusters' scores then, cut off at 0 and 1, for Wilson's holds for independent worlds only. Where
/// the scores of all clusters are equal they show no spread, and t would be sure of a probability
/// after two replications: the interval is Wilson's then, of as many trials as there are clusters,
/// which is cautious, since a score varies at most as much as a yes or no of equal mean.
///
/// Without replications, or with one, what can't be estimated is undefined and says why.
/// Throws std::invalid_argument if the input is not valid (comparison_input.hpp) or the confidence
/// is not between 0 and 1.
[[nodiscard]] Comparison compare(const ComparisonInput& input,
                                 const ComparisonSettings& settings = {});

/// Adjusts the p-values of a table for the family of its baselines; a comparison without one is
/// none of them.
void adjust_for_family(Comparison& table);

/// Sets for each policy of a table, the one under test first, how likely it is the best of all.
/// Throws std::invalid_argument for another number of policies.
void set_best(Comparison& table, std::span<const Estimate> best);

/// Compares a metric at a point of a results file, in those worlds: what compare says of all
/// columns, but two of them are in memory at a time, so that it takes no more of it for many
/// policies. Only a bootstrap has all columns, to resample them together.
/// Throws InputError for unknown names or a value that is not finite, naming the run.
[[nodiscard]] Comparison compare_runs(const ResultsFile& file, std::size_t point,
                                      const std::string& metric, const Selection& selection,
                                      const CompleteWorlds& worlds,
                                      const ComparisonSettings& settings);

}  // namespace bacelab
