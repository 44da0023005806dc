#pragma once

#include <memory>

#include "experiments/study/study_file.hpp"
#include "mpi_runner/rounds/rounds.hpp"

namespace bacelab {

/// The rule by which the points of a study end; null for a study without a precision target and
/// without a contour to look for. Throws InputError for a rule that the study can't have.
std::unique_ptr<RoundsRule> study_rule(const StudyFile& file);

}  // namespace bacelab
