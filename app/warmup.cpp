#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <optional>

#include "analysis/comparison/number_text.hpp"
#include "analysis/comparison/text_table.hpp"
#include "analysis/steady_state/steady_state.hpp"
#include "app/commands.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

struct WarmupCommandOptions {
  std::string file;
  std::string column = "jct";
  std::int64_t point = 0;
  std::optional<std::size_t> warmup;
  double confidence = 0.95;
};

std::string count_text(const ValueOrReason<double>& count) {
  return count.has_value() ? fmt::format("{:g}", count.value()) : "-";
}

std::string correlation_text(const ValueOrReason<double>& correlation) {
  return correlation.has_value() ? fmt::format("{:.2f}", correlation.value()) : "-";
}

void write_states(const ResultsFile& file, const WarmupCommandOptions& options) {
  const auto point = static_cast<std::size_t>(options.point);
  const bool one_run = file.replications() == 1;
  std::vector<std::string> titles = {"policy",  "too short", "MSER-5, median",
                                     "largest", "left out",  "mean of the rest"};
  if (one_run) titles.emplace_back("correlation");
  TextTable table(std::move(titles));
  for (const std::string& policy : file.policies()) {
    const auto runs = observed_jobs(file, options.column, point, policy);
    const SteadyState state = steady_state(runs, options.warmup, options.confidence);
    std::vector<std::string> row = {policy,
                                    fmt::format("{} of {}", state.too_short, state.runs),
                                    count_text(state.median_warmup),
                                    count_text(state.largest_warmup),
                                    fmt::format("{}", state.warmup),
                                    estimate_text(state.mean, 1.0)};
    if (one_run) row.push_back(correlation_text(state.correlation));
    table.add_row(std::move(row));
  }
  table.write(std::cout);
}

ExitCode print_warmup(const WarmupCommandOptions& options) {
  if (!(options.confidence >= 0.5 && options.confidence <= 0.9999)) {
    throw InputError(fmt::format("--confidence {}: allowed: 0.5 to 0.9999", options.confidence));
  }
  const ResultsFile file(options.file);
  if (options.point < 0 || static_cast<std::size_t>(options.point) >= file.points()) {
    throw InputError(fmt::format("--point {}: there is no such point in {}; allowed: 0 to {}",
                                 options.point, options.file, file.points() - 1));
  }
  write_wrapped(
      std::cout,
      fmt::format("{} of the jobs in the order of arrival: {} run{} a policy, {} jobs a "
                  "run, {} intervals in brackets",
                  options.column, file.replications(), file.replications() == 1 ? "" : "s",
                  file.description().jobs_per_run, confidence_text(options.confidence)));
  std::cout << '\n';
  write_states(file, options);
  std::cout << '\n';
  write_wrapped(std::cout,
                file.replications() > 1
                    ? "Left out: of each run, as many jobs as MSER-5 leaves out of any, or "
                      "--warmup. The mean is over runs, with Student's t. Set jobs.warmup_jobs of "
                      "the study to the largest number of all policies."
                    : fmt::format("The mean is by {} batches of successive jobs, with Student's t; "
                                  "a correlation of neighbouring batches clearly above 0 says that "
                                  "they are too short and the interval is optimistic.",
                                  steady_state_batches));
  return ExitCode::done;
}

}  // namespace

void add_warmup(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<WarmupCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "warmup", "Tell how many jobs at the beginning of long runs to leave out (MSER-5)");
  command->add_option("file", options->file, "The results file, with rows of jobs")
      ->type_name("FILE.h5")
      ->required();
  command->add_option("--column", options->column, "What of the jobs is looked at")
      ->type_name("NAME")
      ->capture_default_str();
  command->add_option("--point", options->point, "The point of the design")
      ->type_name("I")
      ->capture_default_str();
  command->add_option("--warmup", options->warmup, "Leave out so many jobs, not what MSER-5 says")
      ->type_name("N");
  command->add_option("--confidence", options->confidence, "Of each interval, 0.5 to 0.9999")
      ->type_name("P")
      ->capture_default_str();
  command->callback([options, &exit_code] { exit_code = print_warmup(*options); });
}

}  // namespace bacelab
