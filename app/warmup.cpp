#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>

#include "analysis/steady_state/long_runs.hpp"
#include "analysis/steady_state/report.hpp"
#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "experiments/results/seal.hpp"

namespace bacelab {
namespace {

struct WarmupCommandOptions {
  std::string file;
  LongRunQuestion question;
  std::optional<std::int64_t> point;
  bool drop_incomplete = false;
  SealCheck seal_check = SealCheck::required;
  bool json = false;
};

/// The unit of a column of the job rows; empty for an unknown column, which is reported when it is
/// read.
std::string unit_of(const ResultsFile& file, const std::string& column) {
  for (const VariableInfo& info : file.description().job_columns) {
    if (info.name == column) return info.units;
  }
  return "1";
}

void tell_dropped(std::span<const PointLongRuns> points) {
  for (const PointLongRuns& point : points) {
    if (point.dropped == 0) continue;
    std::cerr << fmt::format("bacelab: point {}: {} incomplete run{} left out\n", point.point,
                             point.dropped, point.dropped == 1 ? "" : "s");
  }
}

ExitCode print_warmup(const WarmupCommandOptions& options) {
  check_confidence(options.question.confidence);
  const ResultsFile file(options.file, options.seal_check);
  LongRunQuestion question = options.question;
  question.incomplete = options.drop_incomplete ? Incomplete::drop : Incomplete::refuse;
  std::vector<PointLongRuns> points;
  for (const std::size_t point : points_of(file, options.point)) {
    points.push_back(long_runs(file, point, question));
  }
  tell_dropped(points);
  const LongRunsTitle title = {question.column, unit_of(file, question.column),
                               file.description().jobs_per_run, question.confidence};
  if (options.json) {
    print_json(std::cout, title, points);
  } else {
    write_table(std::cout, title, points, output_width());
  }
  return ExitCode::done;
}

}  // namespace

void add_warmup(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<WarmupCommandOptions>();
  LongRunQuestion& question = options->question;
  CLI::App* command = app.add_subcommand(
      "warmup", "Find the warm-up of long runs (MSER-5), and how fast queues grow");
  command
      ->add_option("file", options->file, "The results file, with job rows ([output] jobs = true)")
      ->type_name("FILE.h5")
      ->required();
  command->add_option("--column", question.column, "The column of the job rows to analyse")
      ->type_name("NAME")
      ->capture_default_str();
  add_point(*command, options->point);
  command
      ->add_option("--warmup", question.warmup,
                   "Leave out this many jobs instead of what MSER-5 chooses")
      ->check(whole_number_problem)
      ->type_name("N");
  add_confidence(*command, question.confidence);
  command->add_flag("--drop-incomplete", options->drop_incomplete,
                    "Leave out runs that got stuck or failed");
  add_no_verify(*command, options->seal_check);
  command->add_flag("--json", options->json, "Print JSON, to full precision");
  command->callback([options, &exit_code] { exit_code = print_warmup(*options); });
}

}  // namespace bacelab
