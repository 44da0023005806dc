#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/comparison/comparison_input.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// What to do about worlds in which a run is stuck, failed or missing.
enum class Incomplete {
  refuse,
  drop,  ///< leave out the worlds in which a run of the comparison is incomplete
};

/// What is to be compared in a results file.
struct Selection {
  std::string policy;                  ///< under test; empty: default_policy
  std::vector<std::string> baselines;  ///< empty: all other policies of the file
  Incomplete incomplete = Incomplete::refuse;
};

/// The policies of a selection, the one under test first.
std::vector<std::string> policies_of(const Selection& selection);

/// `bace` if the file has it, else its first policy.
std::string default_policy(const ResultsFile& file);

/// The worlds of a point in which all runs of a selection are complete.
struct CompleteWorlds {
  std::vector<std::size_t> replications;
  std::size_t dropped = 0;
};

/// Throws InputError if there are incomplete runs and they are to be refused, or no world is left.
CompleteWorlds complete_worlds(const ResultsFile& file, std::size_t point,
                               const Selection& selection);

/// The replications in which all runs of a selection are complete at all of these points.
/// Throws InputError as complete_worlds.
CompleteWorlds complete_clusters(const ResultsFile& file, std::span<const std::size_t> points,
                                 const Selection& selection);

/// One metric at one point, in those worlds.
ComparisonInput select(const ResultsFile& file, std::size_t point, const std::string& metric,
                       const Selection& selection, const CompleteWorlds& worlds);

/// One metric at several points, pooled: each replication's mean over the points. Points are read
/// one after the other.
ComparisonInput select_pooled(const ResultsFile& file, std::span<const std::size_t> points,
                              const std::string& metric, const Selection& selection,
                              const CompleteWorlds& worlds);

/// The selection with its defaults filled in. Throws InputError for an unknown policy.
Selection filled_in(const ResultsFile& file, Selection selection);

}  // namespace bacelab
