#pragma once

#include "app/exit_code.hpp"

namespace CLI {
class App;
}

namespace bacelab {

/// The command itself, as those of commands.hpp.
void add_import(CLI::App& app, ExitCode& exit_code);

// One function a format: adds it to the command `import`, as those of commands.hpp do.

void add_import_bandwidth(CLI::App& import, ExitCode& exit_code);
void add_import_jobs(CLI::App& import, ExitCode& exit_code);
void add_import_latency(CLI::App& import, ExitCode& exit_code);
void add_import_prices(CLI::App& import, ExitCode& exit_code);
void add_import_transfer_prices(CLI::App& import, ExitCode& exit_code);

}  // namespace bacelab
