#pragma once

#include "mpi_runner/launch/thread_plan.hpp"

namespace CLI {
class App;
}

namespace bacelab {

/// Adds --threads-share to a command.
void add_sharing_option(CLI::App& command, Sharing& sharing);

}  // namespace bacelab
