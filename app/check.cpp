#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "app/commands.hpp"
#include "app/study_options.hpp"
#include "experiments/results/point_label.hpp"
#include "mpi_runner/launch/thread_plan.hpp"
#include "mpi_runner/launch/threads.hpp"
#include "mpi_runner/probe.hpp"
#include "mpi_runner/progress/progress.hpp"

namespace bacelab {
namespace {

struct Options {
  StudyOptions study;
  bool keys = false;
  bool resolved = false;
};

constexpr double probe_seconds = 1.0;
constexpr std::size_t most_points_shown = 12;

std::string size_text(double bytes) {
  for (const char* unit : {"B", "kB", "MB", "GB"}) {
    if (bytes < 1000.0) return fmt::format("{:.3g} {}", bytes, unit);
    bytes /= 1000.0;
  }
  return fmt::format("{:.3g} TB", bytes);
}

void print_row(const char* name, const std::string& value) {
  std::cout << fmt::format("{:<14}{}\n", name, value);
}

void print_box(const StudyFile& file, const Study& study) {
  const std::size_t points = file.design().points();
  std::string names;
  for (const PolicySpec& policy : study.policies) {
    names += (names.empty() ? "" : ", ") + policy.name;
  }
  if (!study.title.empty()) print_row("study", study.title);
  print_row("policies", names);
  print_row("points", grouped(points));
  print_row("replications", grouped(file.replications()));
  print_row("runs",
            fmt::format("{} x {} x {} = {}", grouped(points), grouped(file.replications()),
                        study.policies.size(), grouped(file.worlds() * study.policies.size())));
  for (std::size_t point = 0; point < points && !file.design().factors().empty(); ++point) {
    if (point == most_points_shown) {
      print_row("", fmt::format("... and {} points more", grouped(points - point)));
      break;
    }
    print_row(point == 0 ? "design" : "",
              fmt::format("{}: {}", point, point_label(file.design().factors(), point)));
  }
}

void print_estimate(const Probe& probe) {
  const int cores = usable_cores();
  print_row("probe", fmt::format("{} worlds in {:.2f} s on one core ({:.3g} ms a world)",
                                 grouped(probe.worlds), probe.seconds,
                                 1e3 * probe.seconds / static_cast<double>(probe.worlds)));
  print_row("time", fmt::format("about {} on one core, {} on the {} here",
                                clock_text(probe.expected_core_seconds),
                                clock_text(probe.expected_core_seconds / cores), cores));
  print_row("file", "about " + size_text(probe.expected_bytes));
  print_row("memory", fmt::format("about {} a rank, and {} for each further thread with a world",
                                  size_text(probe.peak_bytes), size_text(probe.world_bytes)));
  if (probe.redraws > 0) {
    print_row("redraws", fmt::format("{} in the {} worlds of the probe (jobs.one_region)",
                                     grouped(probe.redraws), grouped(probe.worlds)));
  }
  if (probe.stuck > 0) {
    print_row("stuck", fmt::format("{} of the {} runs of the probe", grouped(probe.stuck),
                                   grouped(probe.runs)));
  }
  if (probe.failed > 0) {
    print_row("failed", fmt::format("{} of the {} runs of the probe", grouped(probe.failed),
                                    grouped(probe.runs)));
  }
}

void print_keys(const StudyFile& file) {
  for (const ConfigOption& option : file.keys()) {
    std::cout << fmt::format("{}\n    {}\n    {}; default: {}{}\n", option.path,
                             option.documentation, option.allowed, option.fallback,
                             option.unit ? "; unit: " + *option.unit : "");
  }
}

ExitCode check(const Options& options) {
  const StudyFile file = read_study_file(options.study);
  if (options.keys) {
    print_keys(file);
  } else if (options.resolved) {
    std::cout << file.resolved();
  } else {
    print_box(file, file.at(0));
    print_row("threads", text_of(plan_threads(Sharing::automatic, usable_cores(), file, 1)) +
                             " (run --threads, --threads-share)");
    std::cout << std::flush;
    print_estimate(probe_study(file, probe_seconds));
  }
  return ExitCode::done;
}

}  // namespace

void add_check(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "check", "Validate a study; print its size and an estimate of time and file size");
  add_study_options(*command, options->study);
  auto* keys = command->add_flag("--keys", options->keys,
                                 "Print every key of such a study: meaning, range, default");
  command->add_flag("--resolved", options->resolved, "Print the study with all defaults filled in")
      ->excludes(keys);
  command->callback([options, &exit_code] { exit_code = check(*options); });
}

}  // namespace bacelab
