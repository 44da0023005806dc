#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>

#include "analysis/sensitivity/analyse.hpp"
#include "analysis/sensitivity/report.hpp"
#include "analysis/sensitivity/sample_table.hpp"
#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "core/errors.hpp"
#include "experiments/results/seal.hpp"

namespace bacelab {
namespace {

struct SensitivityCommandOptions {
  std::string file;
  std::string table;
  std::string output;
  std::vector<std::string> factors;
  double confidence = 0.95;
  bool rows = false;
  bool replications = false;
  BootstrapOptions bootstrap{SensitivitySettings().bootstrap.resamples, std::nullopt};
  bool first_only = false;
  bool emulator = false;
  bool drop_incomplete = false;
  SealCheck seal_check = SealCheck::required;
  bool json = false;
  bool csv = false;
};

SensitivitySettings settings_of(const SensitivityCommandOptions& options, std::uint64_t seed) {
  SensitivitySettings settings;
  settings.confidence = options.confidence;
  settings.resampled = options.rows           ? Resampled::rows
                       : options.replications ? Resampled::replications
                                              : Resampled::nothing;
  settings.second_order = !options.first_only;
  settings.bootstrap = options.bootstrap.with_seed(seed);
  return settings;
}

Sensitivity analyse(const SensitivityCommandOptions& options) {
  const Incomplete incomplete = options.drop_incomplete ? Incomplete::drop : Incomplete::refuse;
  if (!options.table.empty()) {
    return analyse_table(options.table, {options.output, options.factors, incomplete},
                         settings_of(options, 0));
  }
  if (options.file.empty()) throw InputError("a results file or --table is needed");
  const OutputExpression output = parse_output(options.output);
  const ResultsFile file(options.file, options.seal_check);
  if (options.emulator) return emulate_file(file, output, incomplete);
  return analyse_file(file, output, incomplete, settings_of(options, file.description().seed));
}

ExitCode print_sensitivity(const SensitivityCommandOptions& options) {
  check_confidence(options.confidence);
  const Sensitivity sensitivity = analyse(options);
  if (options.json) {
    print_json(std::cout, sensitivity);
  } else if (options.csv) {
    write_csv(std::cout, sensitivity);
  } else {
    write_table(std::cout, sensitivity, output_width());
  }
  return ExitCode::done;
}

void add_options(CLI::App& command, SensitivityCommandOptions& options) {
  auto* file = command.add_option("file", options.file, "The results file")->type_name("FILE.h5");
  auto* table =
      command.add_option("--table", options.table, "A table of samples instead of a results file")
          ->type_name("FILE.csv")
          ->excludes(file);
  command
      .add_option("--output", options.output,
                  "The output to analyse: an expression (below) or a column")
      ->type_name("TEXT")
      ->required();
  command
      .add_option("--factors", options.factors,
                  "Columns of the table that are factors, in order; default: all others")
      ->type_name("NAME")
      ->needs(table);
  add_confidence(command, options.confidence);
  auto* emulator = command
                       .add_flag("--emulator", options.emulator,
                                 "Sobol indices from a polynomial fitted to lhs, sobol or saltelli")
                       ->excludes(table);
  auto* rows = command
                   .add_flag("--bootstrap-rows", options.rows,
                             "Intervals of Sobol indices from resampled rows, not from scrambles")
                   ->excludes(emulator);
  command
      .add_flag("--bootstrap-replications", options.replications,
                "Intervals from resampled replications, with the design held fixed")
      ->excludes(rows)
      ->excludes(emulator);
  add_bootstrap(command, options.bootstrap, "the seed of the study, 0 for a table");
  command.add_flag("--no-second-order", options.first_only,
                   "Leave out second-order indices where the design has them");
  command.add_flag("--drop-incomplete", options.drop_incomplete,
                   "Leave out whole rows or trajectories that have incomplete runs");
  add_no_verify(command, options.seal_check)->excludes(table);
  auto* json = command.add_flag("--json", options.json, "Print JSON, to full precision");
  command.add_flag("--csv", options.csv, "Print CSV, to full precision")->excludes(json);
}

}  // namespace

void add_sensitivity(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<SensitivityCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "sensitivity", "Show how much each factor of a design matters (Sobol, Morris)");
  add_options(*command, *options);
  command->footer(
      "Outputs:\n"
      "  METRIC                               mean under the policy under test (bace, else the "
      "first\n"
      "                                       in the file); bacelab compare --help lists\n"
      "                                       the metrics\n"
      "  mean(METRIC, POLICY)                 mean under POLICY\n"
      "  overhead(METRIC, BASELINE)           baseline / policy under test - 1, of means\n"
      "  reduction(METRIC, BASELINE)          1 - policy under test / baseline, of means\n"
      "  difference(METRIC, BASELINE)         baseline - policy under test, of means\n"
      "  overhead(METRIC, BASELINE, POLICY)   the same for another policy under test\n"
      "Columns of a table: row and block (A, B, AB_1 ..., BA_1 ...), optionally scramble; or "
      "trajectory.");
  command->callback([options, &exit_code] { exit_code = print_sensitivity(*options); });
}

}  // namespace bacelab
