#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/check/added_plugins.hpp"
#include "app/check/horizon_note.hpp"
#include "app/check/parallelism_notes.hpp"
#include "app/check/recorded_gpus_note.hpp"
#include "app/check/stock_schedule.hpp"
#include "app/cli/options.hpp"
#include "app/commands.hpp"
#include "app/run/contour_report.hpp"
#include "app/run/study_rule.hpp"
#include "experiments/box/description.hpp"
#include "experiments/study/design/design.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/capacity.hpp"
#include "mpi_runner/launch/threads.hpp"
#include "mpi_runner/probe_process.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_points_shown = 12;
constexpr std::size_t most_values_shown = 8;
constexpr std::size_t longest_line = 84;

std::vector<std::string> point_lines(const Design& design) {
  std::vector<std::string> lines;
  for (std::size_t point = 0; point < design.points(); ++point) {
    if (point == most_points_shown) {
      lines.push_back(fmt::format("... and {} more points", grouped(design.points() - point)));
      break;
    }
    lines.push_back(fmt::format("{}: {}", point, point_label(design.factors(), point)));
  }
  return lines;
}

/// Different values, in the order of their first points.
template <class Value>
std::vector<Value> distinct(const std::vector<Value>& values) {
  std::vector<Value> found;
  for (const Value& value : values) {
    if (std::find(found.begin(), found.end(), value) == found.end()) found.push_back(value);
    if (found.size() > most_values_shown) break;
  }
  return found;
}

std::string factor_line(const Factor& factor) {
  if (factor.range) {
    const FactorRange& range = *factor.range;
    return fmt::format("{}: {} to {}{}{}", factor.name, range.low, range.high,
                       range.scale == RangeScale::logarithmic ? ", log" : "",
                       range.whole ? ", whole numbers" : "");
  }
  return std::visit(
      [&](const auto& values) {
        return fmt::format("{}: one of {}", factor.name, fmt::join(distinct(values), ", "));
      },
      factor.values);
}

std::vector<std::string> sample_lines(const Design& design) {
  std::string type = design.description().type;
  for (const DesignNumber& number : design.description().numbers) {
    type += fmt::format(", {} = {}", number.name, number.value);
  }
  std::vector<std::string> lines = {type};
  for (const Factor& factor : design.factors()) {
    lines.push_back(shortened(factor_line(factor), longest_line));
  }
  return lines;
}

/// A design in a few lines: all points of a small grid, otherwise the type with its numbers and the
/// factors with their ranges or values.
std::vector<std::string> design_lines(const Design& design) {
  if (design.factors().empty()) return {};
  return design.description().type == "grid" ? point_lines(design) : sample_lines(design);
}

/// Which points have the same worlds, of a design in which this is a question.
std::vector<std::string> sharing_lines(const Design& design, const Study& study) {
  const PointGroups& groups = design.groups();
  if (design.points() == 1) return {};
  if (study.points_sharing_worlds == 1) return {"each point has its own"};
  if (groups.points == 0) return {};
  if (study.points_sharing_worlds != groups.points) return {"shared by all points"};
  return {fmt::format("shared within {0}, independent between {0}", groups.name)};
}

struct CheckCommandOptions {
  StudyOptions study;
  std::vector<std::string> plugins;  // besides those of the study
  bool keys = false;
  bool resolved = false;
};

constexpr double probe_seconds = 1.0;
constexpr std::chrono::milliseconds probe_limit(3000);

std::string size_text(double bytes) {
  for (const char* unit : {"B", "kB", "MB", "GB"}) {
    if (bytes < 999.5) return fmt::format("{:.3g} {}", bytes, unit);
    bytes /= 1000.0;
  }
  return fmt::format("{:.3g} TB", bytes);
}

void print_row(const char* name, const std::string& value) {
  std::cout << fmt::format("{:<14}{}\n", name, value);
}

/// The name stands before the first line only.
void print_rows(const char* name, const std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) print_row(i == 0 ? name : "", lines[i]);
}

std::vector<std::string> precision_lines(const PrecisionTarget& target) {
  return {
      fmt::format("+-{:g} points of {} in {}", target.half_width_points, name_of(target.form),
                  fmt::join(target.metrics, ", ")),
      fmt::format("against {}, checked from {} replications on",
                  shortened(fmt::format("{}", fmt::join(target.baselines, ", "))), target.minimum)};
}

std::vector<std::string> precision_lines(const SelectionTarget& target) {
  return {fmt::format("best policy in {}, with probability {:g} at least", target.metric,
                      target.confidence),
          fmt::format("of differences of {:g} % or more, checked from {} replications on",
                      target.indifference_percent, target.minimum)};
}

/// What the rule `redraw_world` does to the capacity of the worlds.
std::vector<std::string> capacity_lines(const RegionsModel& regions) {
  const CapacityCondition condition = condition_of(regions);
  if (condition.kept == 1.0) return {};
  return {fmt::format("{:.4g} % of the draws have a region of {} GPUs and are kept",
                      100.0 * condition.kept, regions.required_gpus),
          fmt::format("{:.4g} GPUs on average as drawn, {:.4g} as kept (jobs.one_region)",
                      condition.mean_drawn_gpus, condition.mean_kept_gpus)};
}

/// What a reader should know of the study at its first point.
std::vector<std::string> notes_on(const Study& study) {
  std::vector<std::string> notes = study.world.network.notes;
  notes.insert(notes.end(), study.world.price.notes.begin(), study.world.price.notes.end());
  if (auto note = horizon_note(study)) notes.push_back(*std::move(note));
  if (auto note = stock_schedule_note(study.world, world_id(study, 0, 0))) {
    notes.push_back(std::move(*note));
  }
  if (auto note = recorded_gpus_note(study.world, world_id(study, 0, 0))) {
    notes.push_back(*std::move(note));
  }
  for (std::string& note : parallelism_notes(study.world.jobs, study.world.pipeline))
    notes.push_back(std::move(note));
  return notes;
}

/// The load that the jobs of the study's first world offer, where they arrive at a steady rate.
std::vector<std::string> load_lines(const Study& study) {
  const ArrivalContext context = arrival_context(study.world, world_id(study, 0, 0));
  const auto offered = offered_load(study.world, context);
  if (!offered) return {};
  std::vector<std::string> lines = {
      fmt::format("{:.4g} offered: {:.4g} GPU-hours an hour over the {:g} GPUs", offered->load(),
                  offered->gpu_hours_per_hour, offered->gpus)};
  lines[0] += " of the first world";
  if (offered->load() >= 1.0) {
    lines.emplace_back("the GPUs cannot keep up: the queue grows as long as jobs arrive");
  }
  return lines;
}

/// ", version 1.0" if the file is a plugin that has one.
std::string version_text(const std::vector<PluginFile>& plugins, const std::string& file) {
  for (const PluginFile& plugin : plugins) {
    if (plugin.file == file && !plugin.version.empty()) return ", version " + plugin.version;
  }
  return "";
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
  print_row("replications",
            (file.may_end_early() ? "at most " : "") + grouped(file.replications()));
  if (file.precision()) {
    print_rows("precision", std::visit([](const auto& target) { return precision_lines(target); },
                                       *file.precision()));
  }
  print_row("runs", fmt::format("{} x {} x {} = {}", grouped(points), grouped(file.replications()),
                                study.policies.size(), grouped(file.box().runs())));
  for (const InputFile& input : file.inputs()) {
    print_row("input", fmt::format("{} ({}{})", input.name, input.hash,
                                   version_text(study.plugins, input.name)));
  }
  print_rows("note", notes_on(study));
  print_rows("design", design_lines(file.design()));
  print_rows("worlds", sharing_lines(file.design(), study));
  if (file.design().contour()) print_rows("contour", contour_lines(file));
  print_rows("capacity", capacity_lines(study.world.regions));
  print_rows("load", load_lines(study));
}

/// `about`: "about", or "at most" if the study may end early.
void print_estimate(const Probe& probe, const char* about) {
  const int cores = usable_cores();
  print_row("probe", fmt::format("{} worlds in {:.2f} s on one core ({:.3g} ms per world)",
                                 grouped(probe.counts.worlds), probe.seconds,
                                 1e3 * probe.seconds / static_cast<double>(probe.counts.worlds)));
  print_row("time", fmt::format("{} {} on one core, {} on the {} here", about,
                                clock_text(probe.expected_core_seconds),
                                clock_text(probe.expected_core_seconds / cores), cores));
  print_row("file", "about " + size_text(probe.expected_bytes));
  print_row("memory", fmt::format("about {} per rank, and {} for each further thread with a world",
                                  size_text(probe.peak_bytes), size_text(probe.world_bytes)));
  if (probe.counts.redraws > 0) {
    print_row("redraws", fmt::format("{} in the {} worlds of the probe (jobs.one_region)",
                                     grouped(probe.counts.redraws), grouped(probe.counts.worlds)));
  }
  if (probe.counts.stuck > 0) {
    print_row("stuck", fmt::format("{} of the {} runs of the probe", grouped(probe.counts.stuck),
                                   grouped(probe.counts.runs)));
  }
  if (probe.counts.failed > 0) {
    print_row("failed", fmt::format("{} of the {} runs of the probe", grouped(probe.counts.failed),
                                    grouped(probe.counts.runs)));
  }
}

void print_keys(const StudyFile& file) {
  for (const ConfigOption& option : file.keys()) {
    std::cout << fmt::format("{}\n    {}\n    {}; default: {}{}\n", option.path,
                             option.documentation, option.allowed, option.fallback,
                             option.unit ? "; unit: " + *option.unit : "");
  }
}

ExitCode check(const CheckCommandOptions& options) {
  const StudyFile file = read_with_plugins(options.study, options.plugins);
  if (options.keys) {
    print_keys(file);
  } else if (options.resolved) {
    std::cout << file.resolved();
  } else {
    static_cast<void>(study_rule(file));  // says what it can't be
    print_box(file, file.at(0));
    print_row("threads",
              text_of(plan_threads(Sharing::automatic, default_threads(file, 1), file, 1)) +
                  " (run --threads, --threads-share)");
    std::cout << std::flush;
    const ProbeResult result = probe_apart(file, probe_seconds, probe_limit);
    if (result.probe) {
      Probe probe = *result.probe;
      if (file.design().contour()) {
        probe.expected_core_seconds *= file.design().contour()->most_of_grid;
        probe.expected_bytes *= file.design().contour()->most_of_grid;
      }
      print_estimate(probe, file.may_end_early() ? "at most" : "about");
    } else {
      print_row("probe", result.why_not + ": no estimates");
    }
  }
  return ExitCode::done;
}

}  // namespace

void add_check(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<CheckCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "check", "Validate a study; print its size and an estimate of time and file size");
  add_study_options(*command, options->study);
  add_plugins(*command, options->plugins);
  auto* keys = command->add_flag(
      "--keys", options->keys, "Print every key that this study can have: meaning, range, default");
  command->add_flag("--resolved", options->resolved, "Print the study with all defaults filled in")
      ->excludes(keys);
  command->callback([options, &exit_code] { exit_code = check(*options); });
}

}  // namespace bacelab
