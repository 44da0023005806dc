#pragma once

#include "experiments/box/finished_block.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {

/// What a few worlds of a study tell of all of them.
struct Probe {
  RunCounts counts;      ///< of these worlds
  double seconds = 0.0;  ///< on one core

  /// Expected time of the whole study on one core.
  double expected_core_seconds = 0.0;
  /// Expected size of the results file.
  double expected_bytes = 0.0;
  /// Memory that the process used at most, with one world at a time.
  double peak_bytes = 0.0;
  /// What each further thread with a world of its own adds.
  double world_bytes = 0.0;
};

/// Runs worlds spread over the points of the study for about `seconds`, on one thread.
Probe probe_study(const StudyFile& file, double seconds);

}  // namespace bacelab
