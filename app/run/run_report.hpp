#pragma once

#include <iosfwd>

#include "app/cli/command_line.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/run_study.hpp"

namespace bacelab {

// The reports of `bacelab run` on a study as a whole.

/// What will run, and on what.
void print_start(std::ostream& out, const StudyFile& file, const RunOptions& options, int ranks);

/// What was chosen for the user.
void print_choices(std::ostream& out, const RunOptions& options);

/// What was written for a complete study.
void print_end(std::ostream& out, const ExecutionReport& report, const RunOptions& options);

/// The progress of a study that was stopped, and how to continue. \returns interrupted, or
/// incomplete if a run that failed stopped it
ExitCode print_stopped(std::ostream& out, const ExecutionReport& report, const RunOptions& options);

}  // namespace bacelab
