#pragma once

#include <span>
#include <vector>

#include "analysis/matching/match.hpp"

namespace bacelab {

/// How implausible each value of each factor is: the elements of a list, or five parts of a range
/// that are equally wide in its scale, by the samples of the match and by judged places of its
/// space.
[[nodiscard]] std::vector<AxisPart> axis_parts(const Match& match, const Places& places,
                                               std::span<const double> deciding);

}  // namespace bacelab
