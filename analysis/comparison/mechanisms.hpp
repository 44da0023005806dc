#pragma once

#include <iosfwd>

#include "analysis/comparison/select.hpp"

namespace bacelab {

/// Writes how active the mechanisms of each policy were, as means over the worlds: without this a
/// comparison can't be understood (MODEL.md section 9).
void write_mechanisms(std::ostream& out, const ResultsFile& file, std::size_t point,
                      const Selection& selection, const CompleteWorlds& worlds);

}  // namespace bacelab
