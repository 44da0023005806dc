#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/cli/options.hpp"
#include "app/commands.hpp"
#include "experiments/box/run_block.hpp"
#include "experiments/results/difference.hpp"
#include "experiments/results/schema.hpp"
#include "experiments/results/seal.hpp"
#include "experiments/text/printable.hpp"

namespace bacelab {
namespace {

struct DiffCommandOptions {
  std::string a;
  std::string b;
  SealCheck seal_check = SealCheck::required;
};

std::string place_text(const ValuePlace& place) {
  std::string text = fmt::format("point {}, replication {}", place.point, place.replication);
  if (!place.policy.empty()) text += ", policy " + place.policy;
  if (place.job) text += fmt::format(", job {}", *place.job);
  return text;
}

/// A value as text: a status by its name.
std::string value_text(const std::string& variable, double value) {
  const bool is_status = variable == schema::status.name && value >= 0.0 &&
                         value < static_cast<double>(run_status_names.size());
  return is_status ? std::string(run_status_names[static_cast<std::size_t>(value)])
                   : fmt::format("{}", value);
}

/// How far apart the values of a variable are; statuses are just different.
std::string distance_text(const VariableDifference& variable) {
  if (variable.variable == schema::status.name) return "";
  return fmt::format(", by at most {:.3g} relative", variable.largest_relative);
}

void print(const Difference& difference) {
  for (const std::string& note : difference.notes)
    std::cerr << "bacelab: note: " << printable(note) << '\n';
  for (const std::string& line : difference.structure) std::cout << line << '\n';
  for (const VariableDifference& variable : difference.variables) {
    std::cout << fmt::format("{}: {} of {} values differ{}; first: {}: {} and {}\n",
                             variable.variable, variable.differing_values, variable.compared_values,
                             distance_text(variable), place_text(variable.first),
                             value_text(variable.variable, variable.first_a),
                             value_text(variable.variable, variable.first_b));
  }
  if (difference.is_equal()) std::cout << "equal to the last bit\n";
}

ExitCode diff(const DiffCommandOptions& options) {
  const Difference difference = find_differences(ResultsFile(options.a, options.seal_check),
                                                 ResultsFile(options.b, options.seal_check));
  print(difference);
  return difference.is_equal() ? ExitCode::done : ExitCode::different;
}

}  // namespace

void add_diff(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<DiffCommandOptions>();
  CLI::App* command =
      app.add_subcommand("diff", "Check whether two results files are equal to the last bit");
  command->add_option("A", options->a, "A results file")->type_name("A.h5")->required();
  command->add_option("B", options->b, "Another one")->type_name("B.h5")->required();
  add_no_verify(*command, options->seal_check);
  command->footer(
      "Not compared: when, where and on how many ranks and threads they were computed. Other\n"
      "titles, study texts, versions, compilers and arithmetic are only noted.\n\n"
      "Exit status: 0 equal, 1 different, 2 a file can't be read.");
  command->callback([options, &exit_code] { exit_code = diff(*options); });
}

}  // namespace bacelab
