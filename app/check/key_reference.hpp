#pragma once

#include <string>

#include "app/cli/options.hpp"

namespace bacelab {

/// Prints every key that a study can have, as its other keys are: name, meaning, range, default,
/// unit. `text`: of the study's file. What is wrong with it is said on standard error.
void print_key_reference(const std::string& text, const StudyOptions& study);

}  // namespace bacelab
