#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/figures/forms.hpp"
#include "analysis/figures/points.hpp"
#include "app/cli/distinct.hpp"
#include "app/cli/interval_options.hpp"
#include "app/cli/options.hpp"
#include "app/commands.hpp"
#include "app/figures/figure_files.hpp"
#include "app/figures/kinds.hpp"
#include "core/errors.hpp"
#include "experiments/results/seal.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

struct PlotOptions {
  std::string file;
  std::string kind;
  FigureFiles files;
  int width = 1;
  std::string policy;
  std::vector<std::string> baselines;
  std::vector<std::string> metrics;
  std::optional<std::int64_t> point;
  std::vector<std::string> conditions;
  std::string form;
  bool differences = false;
  bool logarithmic = false;
  std::string x;
  std::string y;
  std::string column = "jct";
  std::string replication = "0";
  std::string hours;
  std::string shades;
  std::optional<double> level;
  std::string inputs;
  IntervalOptions intervals;
  bool drop_incomplete = false;
  bool force = false;
  SealCheck seal_check = SealCheck::required;
};

/// "study.overhead.pdf", if nothing else is to be written: then true.
bool choose_files(PlotOptions& options) {
  FigureFiles& files = options.files;
  files.existing = options.force ? ExistingFile::replace : ExistingFile::refuse;
  files.width = options.width == 1 ? FigureWidth::one_column : FigureWidth::two_columns;
  if (files.drawing || files.data || files.script) return false;
  files.drawing =
      fmt::format("{}.{}.pdf", std::filesystem::path(options.file).stem().string(), options.kind);
  return true;
}

/// The policies to show: all, unless baselines are named.
Selection selection_of(const ResultsFile& file, const PlotOptions& options) {
  const Selection selection = {options.policy, options.baselines,
                               options.drop_incomplete ? Incomplete::drop : Incomplete::refuse};
  if (file.policies().size() > 1 || !options.baselines.empty()) return filled_in(file, selection);
  Selection alone = selection;
  if (alone.policy.empty()) alone.policy = default_policy(file);
  file.policy_index(alone.policy);
  return alone;
}

constexpr std::array forms = {OutputForm::mean, OutputForm::difference, OutputForm::overhead,
                              OutputForm::reduction};

std::vector<std::string> form_names() {
  std::vector<std::string> names;
  for (const OutputForm form : forms) names.push_back(form_name(form));
  return names;
}

OutputForm form_of(const PlotOptions& options, const FigureKind& kind) {
  for (const OutputForm form : forms) {
    if (form_name(form) == options.form) return form;
  }
  return kind.form;
}

/// As `bacelab sensitivity` has them, unless the command line says otherwise.
SensitivitySettings sensitivity_of(const CLI::App& command, const PlotOptions& options,
                                   std::uint64_t seed) {
  SensitivitySettings settings;
  settings.confidence = options.intervals.confidence;
  const std::size_t resamples = command.get_option("--resamples")->count() > 0
                                    ? options.intervals.bootstrap.resamples
                                    : settings.bootstrap.resamples;
  settings.bootstrap =
      BootstrapOptions{resamples, options.intervals.bootstrap.seed}.with_seed(seed);
  return settings;
}

/// The range that FROM:TO says, if FROM < TO.
std::optional<AxisRange> range_from(const std::string& text) {
  const auto colon = text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto from = number_from<double>(text.substr(0, colon));
  const auto to = number_from<double>(text.substr(colon + 1));
  if (!from || !to || !std::isfinite(*from) || !std::isfinite(*to) || !(*from < *to)) {
    return std::nullopt;
  }
  return AxisRange{*from, *to};
}

/// The time that is to be shown, in s; nothing for an empty text. Throws InputError for one that is
/// no range of hours.
std::optional<AxisRange> window_of(const std::string& hours) {
  if (hours.empty()) return std::nullopt;
  const auto range = range_from(hours);
  if (!range || range->low < 0.0) {
    throw InputError("--hours " + hours + ": write FROM:TO, such as 24:48, with 0 <= FROM < TO");
  }
  return AxisRange{range->low * seconds_per_hour, range->high * seconds_per_hour};
}

/// The range of the shades, in shown units; nothing for an empty text. Throws InputError for one
/// that is no range.
std::optional<AxisRange> shades_of(const PlotOptions& options) {
  if (options.shades.empty()) return std::nullopt;
  const auto range = range_from(options.shades);
  if (!range) {
    throw InputError("--shades " + options.shades +
                     ": write FROM:TO, such as -50:100, with FROM < TO");
  }
  return range;
}

FigureQuestion question_of(const ResultsFile& file, const CLI::App& command, const FigureKind& kind,
                           const PlotOptions& options) {
  FigureQuestion question;
  question.selection = selection_of(file, options);
  question.metrics = options.metrics.empty() ? default_metrics(file) : options.metrics;
  for (const std::string& metric : question.metrics) file.metric(metric);
  question.points = points_where(file, points_of(file, options.point), options.conditions);
  question.settings = settings_of(options.intervals, file.description().seed);
  question.sensitivity = sensitivity_of(command, options, file.description().seed);
  question.form = form_of(options, kind);
  question.differences = options.differences;
  question.scale = options.logarithmic ? AxisScale::logarithmic : AxisScale::linear;
  question.x = options.x;
  question.y = options.y;
  question.column = options.column;
  question.has_baselines = !options.baselines.empty();
  question.replication = index_below(file.replications(), "--replication", options.replication);
  question.inputs = options.inputs;
  question.window = window_of(options.hours);
  question.shades = shades_of(options);
  question.level = options.level;
  return question;
}

/// The names in a text, separated by blanks.
bool has_word(std::string_view text, const std::string& word) {
  const std::vector<std::string> words = words_of(std::string(text));
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Is an option one that only some kinds know?
bool is_of_kinds(const std::string& name) {
  const auto all = figure_kinds();
  return std::any_of(all.begin(), all.end(),
                     [&](const FigureKind& kind) { return has_word(kind.options, name); });
}

void require_known_options(const CLI::App& command, const FigureKind& kind) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->count() == 0 || option->get_lnames().empty()) continue;
    const std::string name = "--" + option->get_lnames().front();
    if (!is_of_kinds(name) || has_word(kind.options, name)) continue;
    throw InputError(fmt::format("{}: has no meaning for the figure '{}', whose options are {}",
                                 name, kind.name, kind.options));
  }
}

void plot(const CLI::App& command, PlotOptions options) {
  const FigureKind& kind = figure_kinds().at(options.kind, "figure");
  require_distinct("--baseline", options.baselines);
  require_distinct("--metric", options.metrics);
  require_known_options(command, kind);
  const bool is_named_here = choose_files(options);
  require_figure_files(options.files, std::vector<std::filesystem::path>{options.file});
  const ResultsFile file(options.file, options.seal_check);
  const Figure figure = make_figure(kind, file, question_of(file, command, kind, options));
  for (const std::string& note : figure.notes) std::cerr << "bacelab: " << note << '\n';
  write_figure(figure, options.files);
  if (is_named_here) std::cerr << "bacelab: wrote " << printable(*options.files.drawing) << '\n';
  write_wrapped(std::cout, figure.caption);
}

void add_files(CLI::App& command, PlotOptions& options) {
  command
      .add_option("-o,--output", options.files.drawing,
                  "The figure, in the format that its ending says: pdf, svg or png;\ndefault: "
                  "FILE.KIND.pdf, in this folder")
      ->type_name("FILE");
  command
      .add_option("--data", options.files.data,
                  "Write the numbers of the figure as CSV, in the units of the results")
      ->type_name("FILE.csv");
  command
      .add_option("--script", options.files.script,
                  "Write the script that draws the figure, data included, for gnuplot")
      ->type_name("FILE.gp");
  command.add_flag("--force", options.force, "Replace files that exist");
  command
      .add_option("--width", options.width,
                  "Columns of a paper that the figure is wide: 1 (8.5 cm) or 2 (17.5 cm)")
      ->check(CLI::Range(1, 2).description(""))
      ->type_name("1|2")
      ->capture_default_str();
}

void add_question(CLI::App& command, PlotOptions& options) {
  command
      .add_option("--policy", options.policy,
                  "The policy under test; default: bace, else the first in the file")
      ->type_name("NAME");
  command.add_option("--baseline", options.baselines, "The baselines; default: all other policies")
      ->type_name("NAME");
  command
      .add_option(
          "--metric", options.metrics,
          "Metrics of `bacelab compare`; default: jct_mean, cost, cost_total if\nit differs")
      ->type_name("NAME");
  add_point(command, options.point);
  command
      .add_option("--where", options.conditions,
                  "Only points at which a factor has a value; may be repeated")
      ->type_name("FACTOR=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  command
      .add_option("--form", options.form,
                  "What to show of a metric; default: mean, in a map overhead")
      ->check(CLI::IsMember(form_names()).description(""))
      ->type_name("mean|difference|overhead|reduction");
  command.add_flag("--difference", options.differences,
                   "Show the difference of each baseline to the policy in the same world");
  command.add_flag("--log", options.logarithmic, "Make the axis of values logarithmic");
  command.add_option("--x", options.x, "The factor on this axis; default: the first that varies")
      ->type_name("FACTOR");
  command.add_option("--y", options.y, "The factor on this axis; default: the next that varies")
      ->type_name("FACTOR");
  command
      .add_option("--shades", options.shades,
                  "Between which values of a map the shades change; default: all values")
      ->type_name("FROM:TO");
  command
      .add_option("--level", options.level,
                  "The contour of a map, as shown: 10 is 10 %; default: 0, none of a mean")
      ->type_name("X");
  command.add_option("--column", options.column, "The column of the job rows")
      ->type_name("NAME")
      ->capture_default_str();
  add_index(command, "--replication", options.replication, "The world, from 0");
  command
      .add_option("--hours", options.hours,
                  "The time of the world that is shown; default: from 0 to the end")
      ->type_name("FROM:TO");
  command
      .add_option("--inputs", options.inputs,
                  "Where the files are that the study names; default: the folder of the\nresults")
      ->type_name("DIR");
  add_intervals(command, options.intervals);
  command.add_flag("--drop-incomplete", options.drop_incomplete,
                   "Leave out worlds in which a run got stuck or failed");
  add_no_verify(command, options.seal_check);
}

std::string kinds_text() {
  std::string text = "Kinds:\n";
  for (const FigureKind& kind : figure_kinds()) {
    text +=
        fmt::format("  {:<9} {}\n            Fits {}.\n", kind.name, kind.description, kind.fits);
  }
  return text + "docs/figures.md shows each.";
}

}  // namespace

void add_plot(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<PlotOptions>();
  CLI::App* command =
      app.add_subcommand("plot", "Draw a figure of a results file, fit for a paper");
  command->add_option("file", options->file, "The results file")->type_name("FILE.h5")->required();
  command->add_option("kind", options->kind, "What to show, see below")
      ->type_name("KIND")
      ->required();
  add_files(*command, *options);
  add_question(*command, *options);
  command->footer(kinds_text);
  command->callback([options, command, &exit_code] {
    plot(*command, *options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
