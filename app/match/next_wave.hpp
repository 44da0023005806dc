#pragma once

#include <string>
#include <vector>

#include "experiments/study/study_file.hpp"

namespace bacelab {

/// The text of the study at other points: its factors and cases, a design of listed points, and all
/// else as it is. `values`: of each factor but the cases, in the order of the design.
std::string study_at(const StudyFile& study, const std::vector<Factor>& values);

}  // namespace bacelab
