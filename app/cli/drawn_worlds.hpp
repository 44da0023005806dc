#pragma once

#include <cstddef>

#include "analysis/comparison/controlled.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {

/// Draws so many worlds at a point of the study that a results file keeps, beyond all replications
/// of the file, and sums up their summaries; those that can't be drawn are passed over. Threads
/// draw different worlds; the sums have the same last bits however many there are. Throws
/// InputError if the file has no summaries, or others than this program.
DrawnWorlds draw_more_worlds(const ResultsFile& results, const StudyFile& file, std::size_t point,
                             std::size_t count);

}  // namespace bacelab
