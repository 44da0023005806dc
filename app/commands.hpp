#pragma once

#include "app/cli/command_line.hpp"

namespace CLI {
class App;
}

namespace bacelab {

// One function per command: adds it, with its options, to the program. When the command is chosen
// it runs and stores its outcome in `exit_code`, which must outlive `app`, or throws.

void add_check(CLI::App& app, ExitCode& exit_code);
void add_cite(CLI::App& app, ExitCode& exit_code);
void add_compare(CLI::App& app, ExitCode& exit_code);
void add_completion(CLI::App& app, ExitCode& exit_code);
void add_diff(CLI::App& app, ExitCode& exit_code);
void add_explain(CLI::App& app, ExitCode& exit_code);
void add_help(CLI::App& app, ExitCode& exit_code);
void add_import(CLI::App& app, ExitCode& exit_code);
void add_init(CLI::App& app, ExitCode& exit_code);
void add_match(CLI::App& app, ExitCode& exit_code);
void add_merge(CLI::App& app, ExitCode& exit_code);
void add_plot(CLI::App& app, ExitCode& exit_code);
void add_policies(CLI::App& app, ExitCode& exit_code);
void add_report(CLI::App& app, ExitCode& exit_code);
void add_run(CLI::App& app, ExitCode& exit_code);
void add_scenario(CLI::App& app, ExitCode& exit_code);
void add_sensitivity(CLI::App& app, ExitCode& exit_code);
void add_simulate(CLI::App& app, ExitCode& exit_code);
void add_slurm(CLI::App& app, ExitCode& exit_code);
void add_status(CLI::App& app, ExitCode& exit_code);
void add_validate(CLI::App& app, ExitCode& exit_code);
void add_warmup(CLI::App& app, ExitCode& exit_code);
void add_world(CLI::App& app, ExitCode& exit_code);

}  // namespace bacelab
