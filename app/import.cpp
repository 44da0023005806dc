#include <CLI/CLI.hpp>

#include "app/commands.hpp"
#include "app/import/import_options.hpp"

namespace bacelab {
namespace {

constexpr auto import_formats = {add_import_bandwidth, add_import_latency,
                                 add_import_transfer_prices, add_import_prices, add_import_jobs};

}  // namespace

void add_import(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand(
      "import", "Make input files from public measurements, prices and job records");
  command->require_subcommand(1);
  for (const auto add_format : import_formats) add_format(*command, exit_code);
}

}  // namespace bacelab
