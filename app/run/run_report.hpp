#pragma once

#include <iosfwd>
#include <span>

#include "app/cli/command_line.hpp"
#include "experiments/box/description.hpp"
#include "experiments/box/precision.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/run_study.hpp"

namespace bacelab {

/// Reports for each point how many replications ran, why they ended, and which comparison was the
/// last to converge. \returns precision_not_reached if a point has no replications left
ExitCode print_precision(std::ostream& out, const PrecisionOutcome& outcome,
                         std::span<const Factor> factors);

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
