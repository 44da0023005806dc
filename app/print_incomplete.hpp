#pragma once

#include "app/exit_code.hpp"
#include "mpi_runner/output/run_counts.hpp"

namespace bacelab {

/// Says on standard error how many runs got stuck or failed, and why the first of these did. The
/// exit code that this asks for.
ExitCode print_incomplete(const RunCounts& counts);

}  // namespace bacelab
