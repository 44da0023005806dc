#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "app/check/added_plugins.hpp"
#include "app/check/assumed.hpp"
#include "app/check/box.hpp"
#include "app/check/catalog_figures.hpp"
#include "app/check/estimate.hpp"
#include "app/check/given_keys.hpp"
#include "app/check/key_reference.hpp"
#include "app/check/rows.hpp"
#include "app/cli/options.hpp"
#include "app/commands.hpp"
#include "app/run/study_rule.hpp"
#include "experiments/text/files.hpp"
#include "mpi_runner/launch/threads.hpp"
#include "mpi_runner/probe_process.hpp"

namespace bacelab {
namespace {

struct CheckCommandOptions {
  StudyOptions study;
  std::vector<std::string> plugins;  // besides those of the study
  bool keys = false;
  bool resolved = false;
};

constexpr double probe_seconds = 1.0;
constexpr std::chrono::milliseconds probe_limit(3000);

/// Runs a few worlds, and prints what the study will take and what went wrong in them.
void print_probe(const StudyFile& file, const StudyOptions& options) {
  const ProbeResult result = probe_apart(file, probe_seconds, probe_limit);
  if (!result.probe) {
    print_row("probe", result.why_not + ": no estimates");
    return;
  }
  Probe probe = *result.probe;
  if (file.design().contour()) {
    probe.expected_core_seconds *= file.design().contour()->most_of_grid;
    probe.expected_bytes *= file.design().contour()->most_of_grid;
  }
  print_estimate(probe, file.may_end_early() ? "at most" : "about");
  print_findings(probe, file, options);
}

ExitCode check(const CheckCommandOptions& options) {
  const std::string text = read_file(options.study.file);
  const StudyOptions study = with_plugins(text, options.study, options.plugins);
  if (options.keys) {
    print_key_reference(text, study);
    return ExitCode::done;
  }
  const StudyFile file = StudyFile::read(text, study.file, study.settings);
  if (options.resolved) {
    std::cout << file.resolved() << catalog_comments(GivenKeys(text, study, file), file.at(0));
  } else {
    static_cast<void>(study_rule(file));  // says what it can't be
    const Study first = file.at(0);
    print_box(file, first);
    print_rows("assumed", assumed_lines(file, first, GivenKeys(text, study, file)));
    print_row("threads",
              text_of(plan_threads(Sharing::automatic, default_threads(file, 1), file, 1)) +
                  " (run --threads, --threads-share)");
    std::cout << std::flush;
    print_probe(file, study);
  }
  return ExitCode::done;
}

}  // namespace

void add_check(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<CheckCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "check", "Validate a study; print its size, assumptions, cost and stuck runs");
  add_study_options(*command, options->study);
  add_plugins(*command, options->plugins);
  auto* keys = command->add_flag(
      "--keys", options->keys, "Print every key that this study can have: meaning, range, default");
  command->add_flag("--resolved", options->resolved, "Print the study with all defaults filled in")
      ->excludes(keys);
  command->callback([options, &exit_code] { exit_code = check(*options); });
}

}  // namespace bacelab
