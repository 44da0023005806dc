#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/statistics/adjustment.hpp"
#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/interval_method.hpp"

namespace bacelab {

/// How a comparison is made.
struct ComparisonSettings {
  double confidence = 0.95;
  IntervalMethod interval = IntervalMethod::delta;
  Adjustment adjustment = Adjustment::holm;
  /// How many comparisons hold at once with Bonferroni; nothing: those with all baselines given.
  std::optional<std::size_t> family = {};
  /// For the bootstrap intervals.
  Bootstrap bootstrap = {};
  /// Probabilities of the quantiles over worlds that are asked for.
  std::vector<double> quantiles = {};
};

}  // namespace bacelab
