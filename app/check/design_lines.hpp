#pragma once

#include <string>
#include <vector>

#include "experiments/study/study_file.hpp"

namespace bacelab {

/// A design in a few lines: all points of a small grid, otherwise the type with its numbers and the
/// factors with their ranges or values.
[[nodiscard]] std::vector<std::string> design_lines(const Design& design);

/// Which points have the same worlds, of a design in which this is a question.
[[nodiscard]] std::vector<std::string> sharing_lines(const Design& design, const Study& study);

}  // namespace bacelab
