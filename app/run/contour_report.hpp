#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "app/cli/command_line.hpp"
#include "experiments/box/precision.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {

/// The contour that a study looks for, where it begins, and what it may cost.
std::vector<std::string> contour_lines(const StudyFile& file);

/// Reports what the search found, what it took, and what is in doubt.
/// \returns precision_not_reached if it had to end before
ExitCode print_contour(std::ostream& out, const PrecisionOutcome& outcome, const StudyFile& file);

}  // namespace bacelab
