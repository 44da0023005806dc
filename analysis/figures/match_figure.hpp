#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/matching/match.hpp"

namespace bacelab {

/// What agrees with published figures, in implausibilities. A panel of the targets: that of the
/// nearest point of each, and that of the point which is least implausible for all of them. A panel
/// of the values of each factor: the least of a point, and of a place between the points, by the
/// emulators. A line stands where points are ruled out; values that no point has have no mark.
[[nodiscard]] Figure match_figure(const Match& match);

}  // namespace bacelab
