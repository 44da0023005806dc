#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/statistics/direction.hpp"

namespace bacelab {

/// Indices of the worlds in which the policy under test a loses most against the baseline b,
/// worst first and at most `count` of them, so that they can be replayed.
///
/// Only worlds in which a is worse: the list is empty if there is none. Equal losses stand in the
/// order of their indices. Throws std::invalid_argument for unequal lengths or a value that is
/// not finite.
[[nodiscard]] std::vector<std::size_t> worst_worlds(std::span<const double> a,
                                                    std::span<const double> b, Direction direction,
                                                    std::size_t count);

}  // namespace bacelab
