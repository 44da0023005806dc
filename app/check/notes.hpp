#pragma once

#include <string>
#include <vector>

#include "experiments/study/study_reader.hpp"

namespace bacelab {

/// What a reader should know of the study at its first point.
[[nodiscard]] std::vector<std::string> notes_on(const Study& study);

}  // namespace bacelab
