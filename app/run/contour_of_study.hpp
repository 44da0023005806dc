#pragma once

#include <memory>

#include "analysis/contour/contour_rule.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/rounds/rounds.hpp"

namespace bacelab {

/// The search of the contour of a study that has one.
ContourSearch contour_search(const StudyFile& file);

/// What the study observes for it. Throws InputError if the output names something that the study
/// does not have.
std::unique_ptr<RoundsRule> contour_of_study(const StudyFile& file);

}  // namespace bacelab
