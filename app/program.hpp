#pragma once

#include "app/cli/command_line.hpp"

namespace bacelab {

/// The commands with their options: runs the one that the arguments of main() name. Errors are
/// printed, and are exit codes.
ExitCode run_program(int argc, char** argv);

}  // namespace bacelab
