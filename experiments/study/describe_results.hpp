#pragma once

#include "experiments/box/description.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {

/// The description of a study's results file, before its first run.
ResultsDescription describe_results(const StudyFile& file);

}  // namespace bacelab
