#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/direction.hpp"

namespace bacelab {

/// One metric under one policy.
struct PolicyColumn {
  std::string policy;
  /// By world, in the unit of the metric.
  std::vector<double> values;
};

/// Who was better, where the worlds of several points are pooled. A score is the share of a
/// replication's worlds, between 0 and 1; a tie is half a win.
struct PooledScores {
  std::size_t points = 0;
  /// How often the policy under test was better than each baseline, over all worlds.
  std::vector<std::size_t> wins;
  std::vector<std::size_t> ties;
  /// [baseline][replication]: score of the policy under test.
  std::vector<std::vector<double>> better;
  /// [policy][replication], the policy under test first: share of being the best of all.
  std::vector<std::vector<double>> best;
};

/// What is compared: one metric of one policy against baselines, in the same worlds, at one point
/// of a design.
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

/// Throws std::invalid_argument, saying what is wrong, unless there is a baseline, no policy stands
/// twice, all columns are as long as `replications`, and all values are finite.
void require_valid(const ComparisonInput& input);

}  // namespace bacelab
