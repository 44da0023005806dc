#pragma once

#include <cstddef>
#include <vector>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// The fewest values from which the order-statistic interval of a quantile can be made.
/// Throws std::invalid_argument unless both are between 0 and 1.
[[nodiscard]] std::size_t fewest_for_quantile(double probability, double confidence);

/// The quantile of independent values with an interval between two order statistics, in their
/// units; no assumption is made about their distribution.
///
/// The number of values up to the true quantile is binomial(n, probability). The limits are the
/// order statistics l and u (from 1) with P(B < l) < alpha / 2 and P(B >= u) <= alpha / 2, l as
/// large and u as small as they go. W. J. Conover, "Practical Nonparametric Statistics", 3rd ed.,
/// Wiley 1999, section 3.2. The value is the sample quantile of type 7.
/// Undefined if there are fewer than fewest_for_quantile values: nothing lies beyond the quantile.
/// Throws std::invalid_argument for a probability or confidence outside (0, 1) or a value that is
/// not finite.
[[nodiscard]] Estimate quantile_estimate(std::vector<double> values, double probability,
                                         double confidence);

}  // namespace bacelab
