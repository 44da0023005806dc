#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/interval_options.hpp"
#include "experiments/results/seal.hpp"

namespace bacelab {

/// What `bacelab compare` is asked for.
struct CompareCommandOptions {
  std::string file;
  std::string policy;
  std::vector<std::string> baselines;
  std::vector<std::string> metrics;  ///< none: default_metrics()
  std::optional<std::int64_t> point;
  bool pooled = false;
  IntervalOptions intervals;
  std::vector<double> quantiles;
  std::optional<double> equivalent_percent;
  bool dominance = false;
  bool control = false;
  bool drop_incomplete = false;
  SealCheck seal_check = SealCheck::required;
  bool json = false;
  bool csv = false;
  bool markdown = false;
  bool latex = false;
  bool each_point = false;
  bool all = false;
};

/// A design with more points is shown up to here, unless all are asked for.
inline constexpr std::size_t most_points_without_all = 50;

}  // namespace bacelab
