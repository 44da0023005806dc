#pragma once

#include <string_view>

namespace bacelab {

/// slurm/study.sbatch as it was when the program was built.
std::string_view study_script();

}  // namespace bacelab
