#pragma once

#include "experiments/study/study_file.hpp"

namespace bacelab {

/// Prints what a study is: its policies, its size, its files, what is to be known of it, its design
/// and what its worlds are like. `study`: at the first point.
void print_box(const StudyFile& file, const Study& study);

}  // namespace bacelab
