#pragma once

#include <span>
#include <string>

#include "analysis/comparison/comparison.hpp"
#include "analysis/selection/select.hpp"

namespace bacelab {

/// Compares a policy with its baselines by pairs of runs in the same world.
///
/// The p-values of all baselines of `input`, that is of one metric at one point, are one family for
/// the adjustment; with Bonferroni the intervals of a column are simultaneous. p-values are those
/// of the paired t test, whatever the method of the intervals.
///
/// If points are pooled, a replication is a cluster: the mean over its worlds, one per point, is
/// one observation, since points that share their worlds are dependent (and if they don't, this
/// remains valid). Probabilities then have Student's t intervals of the clusters' scores, cut off
/// at 0 and 1, for Wilson's interval is valid only for independent worlds. If the scores of all
/// clusters are equal, the t interval has no width even after two replications: Wilson's interval
/// with one trial per cluster is used instead, which is conservative, since a score varies at most
/// as much as a yes or no of equal mean.
///
/// With no or one replication, quantities that can't be estimated are undefined, with a reason.
/// Throws std::invalid_argument if the input is not valid (comparison_input.hpp) or the confidence
/// is not between 0 and 1.
[[nodiscard]] Comparison compare(const ComparisonInput& input,
                                 const ComparisonSettings& settings = {});

/// Adjusts the p-values of a table, of differences and of equivalence, for the family of its
/// baselines; comparisons without a p-value
/// do not count.
void adjust_for_family(Comparison& table);

/// Sets for each policy of a table, the one under test first, the probability that it is the best
/// of all. Throws std::invalid_argument for another number of policies.
void set_best(Comparison& table, std::span<const Estimate> best);

/// Compares a metric at a point of a results file in the given worlds: the same as compare() of all
/// columns, but with two columns in memory at a time, so memory does not grow with the number of
/// policies. Only a bootstrap loads all columns, to resample them together. Throws InputError for
/// unknown names or a value that is not finite, naming the run.
[[nodiscard]] Comparison compare_runs(const ResultsFile& file, std::size_t point,
                                      const std::string& metric, const Selection& selection,
                                      const CompleteWorlds& worlds,
                                      const ComparisonSettings& settings);

}  // namespace bacelab
