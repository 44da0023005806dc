#pragma once

#include <memory>

#include "experiments/study/study_file.hpp"
#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab {

/// The rule by which the points of a study end; null for a study without a precision target.
std::unique_ptr<StoppingRule> study_rule(const StudyFile& file);

}  // namespace bacelab
