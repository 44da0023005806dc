#pragma once

#include <iosfwd>

#include "app/exit_code.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/run_study.hpp"

namespace bacelab {

// What `bacelab run` says of a study as a whole.

/// What is to be run, and on what.
void print_start(std::ostream& out, const StudyFile& file, const RunOptions& options, int ranks);

/// What was chosen for the user.
void print_choices(std::ostream& out, const RunOptions& options);

/// What was written, of a study that is finished.
void print_end(std::ostream& out, const RunReport& report, const RunOptions& options);

/// How far a study got that was stopped, and how to go on. \returns interrupted, or incomplete if a
/// run that failed stopped it
ExitCode print_stopped(std::ostream& out, const RunReport& report, const RunOptions& options);

}  // namespace bacelab
