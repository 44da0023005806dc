#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiments/box/world_set.hpp"
#include "experiments/results/faults.hpp"
#include "experiments/results/output/study_output.hpp"
#include "experiments/results/seal.hpp"
#include "experiments/results/segments/segment_writer.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/launch/mpi_session.hpp"
#include "mpi_runner/launch/threads.hpp"
#include "mpi_runner/progress/progress.hpp"
#include "mpi_runner/rounds/rounds.hpp"
#include "mpi_runner/stopping/stop.hpp"

namespace bacelab {

/// Whether the first run that fails ends the study.
enum class OnFailure { go_on, stop };

/// How to run a study.
struct RunOptions {
  std::filesystem::path output;
  std::vector<std::filesystem::path> inputs = {};  ///< files that must not be overwritten
  Existing existing = Existing::refuse;
  SealCheck seal_check = SealCheck::required;  ///< of a results file that is resumed
  std::optional<Shard> shard = {};
  ThreadPlan threads = {};  ///< of this rank
  OnFailure on_failure = OnFailure::go_on;
  double segment_interval_s = SegmentWriter::default_interval_s;
  ProgressStyle progress = ProgressStyle::log;
  std::string command = {};  ///< as typed, for the results file
  /// The rule by which points have enough replications; null: all replications run. The same on all
  /// ranks.
  const RoundsRule* rule = nullptr;
  Faults faults = {};
};

/// The outcome of an execution.
struct ExecutionReport {
  /// Why it stopped early, with everything that is finished kept in segments.
  StopCause stop = StopCause::none;
  std::string failure;           ///< message of the failed run, if that was the cause
  std::size_t worlds_done = 0;   ///< in this execution and before
  std::size_t worlds_found = 0;  ///< finished before
  std::size_t worlds = 0;        ///< of the study, or of its shard
  RunCounts counts;              ///< of a complete study
  /// With a stopping rule, how its points ended; `worlds` is then their total, and before they have
  /// ended the maximum.
  std::optional<PrecisionOutcome> precision = {};
  double seconds = 0.0;
};

/// Runs a study over all ranks and writes its results file. Every rank calls it with the same
/// study and options; the report is the first rank's. Warnings about what was found go to standard
/// error. Throws StorageError or InputError, on the first rank only, when the results can't be
/// written.
ExecutionReport run_study(MpiSession& mpi, const StudyFile& file, const RunOptions& options,
                          const StopRequest& stop);

}  // namespace bacelab
