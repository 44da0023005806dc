#pragma once

#include "app/cli/options.hpp"
#include "mpi_runner/probe.hpp"

namespace bacelab {

/// Prints what the whole study will take. `about`: "about", or "at most" if it may end early.
void print_estimate(const Probe& probe, const char* about);

/// Prints which runs of the probe got stuck or failed, and why. `options`: the study as the command
/// line names it.
void print_findings(const Probe& probe, const StudyFile& file, const StudyOptions& options);

}  // namespace bacelab
