#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/statistics/estimate.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// One metric under one policy.
struct PolicyColumn {
  std::string policy;
  /// By world, in the unit of the metric.
  std::vector<double> values;
};

/// Which policy was better if the worlds of several points are pooled. A score is a fraction of a
/// replication's worlds, between 0 and 1; a tie is half a win.
struct PooledScores {
  std::size_t points = 0;
  /// In how many worlds the policy under test was better than each baseline.
  std::vector<std::size_t> wins;
  std::vector<std::size_t> ties;
  /// [baseline][replication]: score of the policy under test.
  std::vector<std::vector<double>> better;
  /// [policy][replication], the policy under test first: share of being the best of all.
  std::vector<std::vector<double>> best;
};

/// The input of a comparison: one metric of one policy against baselines, in the same worlds, at
/// one point of a design.
struct ComparisonInput {
  /// The point, such as "network.scale = 0.3"; empty if the study has only one.
  std::string point;
  std::string metric;
  /// Unit of all values, such as "s" or "USD"; "1" for pure numbers.
  std::string unit;
  Direction direction = Direction::smaller_is_better;
  PolicyColumn policy_under_test;
  std::vector<PolicyColumn> baselines;
  /// The replication of each row, under which its world can be run again.
  std::vector<std::size_t> replications;
  /// If points are pooled: the values above are means over the points then.
  std::optional<PooledScores> pooled = {};
};

/// Throws std::invalid_argument, saying what is wrong, unless there is a baseline, no policy occurs
/// twice, all columns are as long as `replications`, and all values are finite.
void require_valid(const ComparisonInput& input);

/// How to treat worlds in which a run is stuck, failed or missing.
enum class Incomplete {
  refuse,
  drop,  ///< leave out the worlds in which a run of the comparison is incomplete
};

/// The part of a results file to compare.
struct Selection {
  std::string policy;                  ///< under test; empty: default_policy
  std::vector<std::string> baselines;  ///< empty: all other policies of the file
  Incomplete incomplete = Incomplete::refuse;
};

/// The policies of a selection, the one under test first.
std::vector<std::string> policies_of(const Selection& selection);

/// `bace` if the file has it, else its first policy.
std::string default_policy(const ResultsFile& file);

/// `jct_mean` and `cost`; `cost_total` too, if a transfer in one of the first worlds of a point was
/// paid for.
std::vector<std::string> default_metrics(const ResultsFile& file);

/// The worlds of a point in which all runs of a selection are complete.
struct CompleteWorlds {
  std::vector<std::size_t> replications;
  std::size_t dropped = 0;
};

/// Throws InputError if there are incomplete runs that are refused, or no world is left.
CompleteWorlds complete_worlds(const ResultsFile& file, std::size_t point,
                               const Selection& selection);

/// Says that worlds of a point are not compared because a policy was dropped before them, and which
/// baseline alone is compared in more; empty if all policies of the selection ran in all worlds.
std::string note_on_dropped_policies(const ResultsFile& file, std::size_t point,
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
