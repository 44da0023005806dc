#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/validation/report.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "app/figures/figure_files.hpp"
#include "app/validation/validation_figure.hpp"

namespace bacelab {
namespace {

struct ValidateCommandOptions {
  std::string table;
  std::vector<std::string> by;
  std::optional<std::string> figure;
  bool rows = false;
  bool json = false;
  bool csv = false;
  bool force = false;
};

/// The errors by the columns asked for; else by what is checked, and by the slowness of links.
std::vector<ErrorTable> errors_of(const Validation& validation,
                                  const std::vector<std::string>& by) {
  const auto errors = [&](const std::vector<std::string>& columns, SummarizedRows which) {
    return errors_by(validation.table, validation.predictions, columns, which, "--by");
  };
  if (!by.empty()) return {errors(by, SummarizedRows::all)};
  std::vector<ErrorTable> all = {errors({"check", "schedule", "publication"}, SummarizedRows::all)};
  ErrorTable links = errors({"schedule", "gbit_per_s", "delay_ms"}, SummarizedRows::with_link);
  if (!links.summaries.empty()) all.push_back(std::move(links));
  return all;
}

void print_validation(const Validation& validation, const ValidateCommandOptions& options) {
  if (options.json) {
    print_json(std::cout, validation);
  } else if (options.csv) {
    write_csv(std::cout, validation);
  } else if (options.rows) {
    write_rows(std::cout, validation, output_width());
  } else {
    write_table(std::cout, validation, output_width());
  }
}

void validate(const ValidateCommandOptions& options) {
  const auto existing = options.force ? ExistingFile::replace : ExistingFile::refuse;
  if (options.figure) {
    require_figure_files({.drawing = options.figure, .existing = existing},
                         std::vector<std::filesystem::path>{options.table});
  }
  Validation validation;
  validation.table = read_step_times(options.table);
  validation.predictions = predictions(validation.table);
  validation.errors = errors_of(validation, options.by);
  print_validation(validation, options);
  if (options.figure) {
    draw_figure(validation_figure(validation), *options.figure, existing, FigureWidth::one_column);
  }
}

}  // namespace

void add_validate(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<ValidateCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "validate", "Compare the model's iteration times with published step times");
  command
      ->add_option("table", options->table,
                   "The step times, such as configs/validation/step_times.csv")
      ->type_name("TABLE.csv")
      ->required();
  auto* rows = command->add_flag("--rows", options->rows,
                                 "Print each step time: measured, predicted and error");
  auto* by = command->add_option("--by", options->by, "Print errors by these columns instead")
                 ->type_name("NAME")
                 ->excludes(rows);
  auto* json = command->add_flag("--json", options->json, "Print JSON, to full precision");
  auto* csv =
      command->add_flag("--csv", options->csv, "Print the table and the predictions as CSV");
  rows->excludes(json)->excludes(csv);
  csv->excludes(json)->excludes(by);
  command
      ->add_option("--figure", options->figure,
                   "Also draw the errors into this file (.svg, .pdf or .png), with gnuplot")
      ->type_name("FILE.svg");
  command->add_flag("--force", options->force, "Replace the figure if it exists");
  command->footer(
      "The rows of a group (equal check and group) share one constant, the time of a micro-batch\n"
      "through the whole model. It is chosen so that the row with fit = yes is met; the others "
      "are\n"
      "predicted. docs/validation.md says what comes out, and describes the columns.");
  command->callback([options, &exit_code] {
    validate(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
