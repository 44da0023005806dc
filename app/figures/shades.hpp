#pragma once

#include <cstdint>

#include "analysis/figures/figure.hpp"

namespace bacelab {

/// The colour 0xRRGGBB of a value between the ends of a range, in shown units: from dark blue to
/// light yellow, ever lighter, so that it can be read in grey and by the colour-blind.
/// (J. R. Nunez, C. R. Anderton and R. S. Renslow 2018, "cividis".)
[[nodiscard]] std::uint32_t shade_of(double value, const AxisRange& range, AxisScale scale);

}  // namespace bacelab
