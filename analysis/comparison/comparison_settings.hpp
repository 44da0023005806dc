#pragma once

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
  /// For the bootstrap intervals.
  Bootstrap bootstrap = {};
  /// Probabilities of the quantiles over worlds that are asked for.
  std::vector<double> quantiles = {};
};

}  // namespace bacelab
