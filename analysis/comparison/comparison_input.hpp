#pragma once

#include <string>
#include <vector>

#include "analysis/statistics/direction.hpp"

namespace bacelab {

/// One metric under one policy.
struct PolicyColumn {
  std::string policy;
  /// [replication], in the unit of the metric.
  std::vector<double> values;
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
  /// [replication], the name under which each world can be run again.
  std::vector<std::string> replications;
};

/// Throws std::invalid_argument, saying what is wrong, unless there is a baseline, no policy stands
/// twice, all columns are as long as `replications`, and all values are finite.
void require_valid(const ComparisonInput& input);

}  // namespace bacelab
