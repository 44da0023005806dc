#pragma once

#include <span>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// The p-value of two one-sided t tests: is the overhead of a baseline b over the policy under test
/// a, mean(b) / mean(a) - 1, within +-margin?
///
/// D. J. Schuirmann, "A comparison of the two one-sided tests procedure and the power approach for
/// assessing the equivalence of average bioavailability", Journal of Pharmacokinetics and
/// Biopharmaceutics 15 (1987), for a ratio as in Sasabuchi (1980): the means of b - (1 - margin) a
/// and (1 + margin) a - b are both tested to be positive, by pairs, and the larger of the two
/// p-values is taken. A small one says that the two are equivalent; a large one says nothing.
///
/// Undefined without two pairs, or if mean(a) is not positive. If one of the two linear
/// combinations is the same in all pairs, its p-value is 0 if it is positive, else 1.
/// Throws std::invalid_argument for unequal lengths, a value that is not finite, or a margin that
/// is not between 0 and 1.
[[nodiscard]] ValueOrReason<double> equivalence_p_value(std::span<const double> a,
                                                        std::span<const double> b, double margin);

}  // namespace bacelab
