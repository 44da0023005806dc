#include "app/program.hpp"

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

#include "app/cli/command_line.hpp"
#include "app/cli/limits.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "core/errors.hpp"
#include "experiments/box/build_info.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/study/mistakes.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

constexpr auto all_commands = {
    add_init,     add_run,      add_report,      add_status,     add_merge,    add_check,
    add_plot,     add_compare,  add_sensitivity, add_match,      add_warmup,   add_world,
    add_import,   add_scenario, add_simulate,    add_explain,    add_policies, add_diff,
    add_validate, add_slurm,    add_cite,        add_completion, add_help};

std::string version() {
  const BuildInfo build = build_info();
  return "bacelab " + std::string(build.version) + " (" + std::string(build.git_describe) + ")";
}

ExitCode parse_and_run(int argc, char** argv) {
  auto exit_code = ExitCode::done;
  CLI::App app("Monte Carlo studies of schedulers for geo-distributed LLM training", "bacelab");
  app.set_version_flag("--version", version(), "Print the version and exit");
  app.require_subcommand(1);
  for (const auto add_command : all_commands) add_command(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    app.exit(help_or_version);
  } catch (const CLI::ParseError& error) {
    throw InputError(usage_error(app, error, {argv + 1, argv + argc}));
  }
  finish_output();
  return exit_code;
}

ExitCode report(std::string_view kind, std::string_view error, ExitCode exit_code) {
  std::cout.flush();
  // In one write: a launcher mixes the output of its ranks with its own.
  std::string line = "bacelab: ";
  line.append(kind).append(": ").append(error).append("\n");
  std::cerr << line;
  return exit_code;
}

/// All ranks find the same mistakes, and one reports them.
ExitCode report_input(std::string_view error) {
  return launched_as_first_rank() ? report("error", error, ExitCode::bad_input)
                                  : ExitCode::bad_input;
}

}  // namespace

ExitCode run_program(int argc, char** argv) {
  try {
    return parse_and_run(argc, argv);
  } catch (const InputErrors& errors) {
    return report_input(errors.what());
  } catch (const InputError& error) {
    return report_input(printable(error.what()));
  } catch (const StorageError& error) {
    return report("error", printable(error.what()), ExitCode::bad_input);
  } catch (const std::exception& error) {
    if (const auto limit = limit_reached(error)) {
      return report("error", printable(*limit), ExitCode::bad_input);
    }
    return report("internal error", printable(error.what()), ExitCode::internal_error);
  }
}

}  // namespace bacelab
