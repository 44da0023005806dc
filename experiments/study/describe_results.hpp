#pragma once

#include "experiments/box/description.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {

/// What the results file of a study says before its first run.
ResultsDescription describe_results(const StudyFile& file);

}  // namespace bacelab
