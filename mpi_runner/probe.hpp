#pragma once

#include "experiments/box/run_block.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/probe_findings.hpp"

namespace bacelab {

/// Estimates for a whole study from a few of its worlds.
struct Probe {
  RunCounts counts;        ///< of these worlds
  ProbeFindings findings;  ///< on them; nobody has looked for obstacles yet
  double seconds = 0.0;    ///< on one core

  /// Expected time of the whole study on one core.
  double expected_core_seconds = 0.0;
  /// Expected size of the results file.
  double expected_bytes = 0.0;
  /// Peak memory of the process, with one world at a time.
  double peak_bytes = 0.0;
  /// Memory that each further thread with its own world adds.
  double world_bytes = 0.0;
};

/// Runs worlds spread over the points of the study for about `seconds`, on one thread.
Probe probe_study(const StudyFile& file, double seconds);

}  // namespace bacelab
