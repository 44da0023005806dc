#pragma once

#include "app/exit_code.hpp"

namespace CLI {
class App;
}

namespace bacelab {

// One function a format: adds it to the command `import`, as those of commands.hpp do.

void add_import_bandwidth(CLI::App& import, ExitCode& exit_code);
void add_import_jobs(CLI::App& import, ExitCode& exit_code);
void add_import_latency(CLI::App& import, ExitCode& exit_code);
void add_import_prices(CLI::App& import, ExitCode& exit_code);
void add_import_transfer_prices(CLI::App& import, ExitCode& exit_code);

}  // namespace bacelab
