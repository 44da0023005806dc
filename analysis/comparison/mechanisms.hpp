#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>

#include "analysis/selection/select.hpp"

namespace bacelab {

/// Writes how often the mechanisms of each policy acted, as means over the worlds of the points:
/// without this a comparison can't be understood (MODEL.md section 9).
void write_mechanisms(std::ostream& out, const ResultsFile& file,
                      std::span<const std::size_t> points, const Selection& selection,
                      const CompleteWorlds& worlds);

}  // namespace bacelab
