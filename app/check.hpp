#pragma once

#include <string>
#include <vector>

#include "experiments/study/design/design.hpp"

namespace bacelab {

/// A design in a few lines: all points of a grid that is small, else the type with its numbers and
/// the factors with their ranges or values.
std::vector<std::string> design_lines(const Design& design);

}  // namespace bacelab
