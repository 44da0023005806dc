#pragma once

#include <string>
#include <vector>

#include "app/check/given_keys.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {

/// What the study does not set and what is taken for it, of the keys that decide an answer: lines
/// for each table, with the values and their units. `study`: at the first point.
[[nodiscard]] std::vector<std::string> assumed_lines(const StudyFile& file, const Study& study,
                                                     const GivenKeys& given);

}  // namespace bacelab
