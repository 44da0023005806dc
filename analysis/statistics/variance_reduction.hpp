#pragma once

#include <span>

#include "analysis/statistics/value_or_reason.hpp"

namespace bacelab {

/// What running both policies in the same worlds saves: the variance that the difference would
/// have with independent worlds over the one it has by pairs,
/// (var(a) + var(b)) / var(b - a), a pure number.
///
/// 4 means that independent worlds would take four times as many replications for the same
/// interval; below 1 (negative correlation) the pairing does harm. Undefined with fewer than two
/// pairs; if neither policy varies (0/0); and, being infinite, if the policies vary but their
/// difference is the same in all pairs.
/// Throws std::invalid_argument for unequal lengths or a value that is not finite.
[[nodiscard]] ValueOrReason<double> variance_reduction(std::span<const double> a,
                                                       std::span<const double> b);

}  // namespace bacelab
