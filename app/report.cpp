#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/interval_options.hpp"
#include "app/cli/options.hpp"
#include "app/commands.hpp"
#include "app/report/contents.hpp"
#include "app/report/page.hpp"
#include "experiments/results/seal.hpp"
#include "experiments/text/pending_file.hpp"

namespace bacelab {
namespace {

struct ReportOptions {
  std::string file;
  std::string output;
  std::string policy;
  std::vector<std::string> baselines;
  std::vector<std::string> metrics;
  std::string inputs;
  IntervalOptions intervals;
  bool force = false;
  SealCheck seal_check = SealCheck::required;
};

/// All policies, unless baselines are named; a file with one policy has none.
Selection selection_of(const ResultsFile& file, const ReportOptions& options) {
  Selection selection = {options.policy, options.baselines, Incomplete::drop};
  if (file.policies().size() > 1 || !options.baselines.empty()) return filled_in(file, selection);
  if (selection.policy.empty()) selection.policy = default_policy(file);
  file.policy_index(selection.policy);
  return selection;
}

ReportQuestion question_of(const ResultsFile& file, const ReportOptions& options) {
  ReportQuestion question;
  question.selection = selection_of(file, options);
  question.metrics = options.metrics.empty() ? default_metrics(file) : options.metrics;
  for (const std::string& metric : question.metrics) file.metric(metric);
  question.settings = settings_of(options.intervals, file.description().seed);
  question.inputs = options.inputs;
  return question;
}

void report(ReportOptions options) {
  if (options.output.empty()) {
    options.output = std::filesystem::path(options.file).stem().string() + ".report.html";
  }
  const ExistingFile existing = options.force ? ExistingFile::replace : ExistingFile::refuse;
  require_output(options.output, existing, std::vector<std::filesystem::path>{options.file});
  const ResultsFile file(options.file, options.seal_check);
  const ReportContents contents = report_contents(file, question_of(file, options));
  const std::string page = report_page(file, contents, options.output);
  write_file(options.output, existing, [&](std::ostream& out) { out << page; });
  std::cout << options.output << '\n';
}

}  // namespace

void add_report(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* command = app.add_subcommand(
      "report", "Write a page on a results file: verdict, tables, figures, worst worlds");
  command->add_option("file", options->file, "The results file")->type_name("FILE.h5")->required();
  command
      ->add_option("-o,--output", options->output,
                   "The page, which needs nothing else; default: FILE.report.html, in\nthis folder")
      ->type_name("FILE.html");
  command->add_flag("--force", options->force, "Replace a page that exists");
  command
      ->add_option("--policy", options->policy,
                   "The policy under test; default: bace, else the first in the file")
      ->type_name("NAME");
  command
      ->add_option("--baseline", options->baselines, "The baselines; default: all other policies")
      ->type_name("NAME");
  command
      ->add_option(
          "--metric", options->metrics,
          "Metrics of `bacelab compare`; default: jct_mean, cost, cost_total if\nit differs")
      ->type_name("NAME");
  command
      ->add_option("--inputs", options->inputs,
                   "Where the files are that the study names; default: where they were\nwhen it "
                   "ran, else the folder of the results")
      ->type_name("DIR");
  add_intervals(*command, options->intervals);
  add_no_verify(*command, options->seal_check);
  command->callback([options, &exit_code] {
    report(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
