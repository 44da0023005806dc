#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/figures/match_figure.hpp"
#include "analysis/matching/match.hpp"
#include "analysis/matching/report.hpp"
#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/study_of_results.hpp"
#include "app/commands.hpp"
#include "app/figures/figure_files.hpp"
#include "app/match/design_space.hpp"
#include "app/match/next_wave.hpp"
#include "core/errors.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/pending_file.hpp"

namespace bacelab {
namespace {

struct MatchOptions {
  std::vector<std::string> files;
  std::string targets;
  Cut cut;
  std::size_t top = 5;
  std::size_t next = 0;
  std::string output;
  std::optional<std::string> figure;
  bool force = false;
  SealCheck seal_check = SealCheck::required;
  bool json = false;
  bool csv = false;
};

std::vector<std::filesystem::path> inputs_of(const MatchOptions& options) {
  std::vector<std::filesystem::path> inputs(options.files.begin(), options.files.end());
  inputs.emplace_back(options.targets);
  return inputs;
}

ExistingFile existing(const MatchOptions& options) {
  return options.force ? ExistingFile::replace : ExistingFile::refuse;
}

/// Names of files in a study are relative to its directory.
void require_same_directory(const StudyFile& study, const std::string& output) {
  if (study.inputs().empty()) return;
  const auto there = std::filesystem::weakly_canonical(std::filesystem::absolute(output));
  const auto here = std::filesystem::weakly_canonical(std::filesystem::absolute(
      study.directory().empty() ? std::filesystem::path(".") : study.directory()));
  if (there.parent_path() == here) return;
  throw InputError(fmt::format("-o {}: the study names files relative to {}; write it there",
                               output, here.string()));
}

void write_next(const MatchOptions& options, const Matcher& matcher, const StudyFile& study,
                const SpaceSampler& sampler) {
  const std::vector<Factor> left = matcher.left_places(sampler, options.next);
  const std::size_t found = value_count(left.front());
  if (found == 0) {
    throw InputError(
        fmt::format("nothing is left of the space: all of a million places are ruled out; allow "
                    "more with --misses (now {}) or --cut (now {}), or give the targets wider "
                    "tolerances",
                    options.cut.misses, options.cut.implausibility));
  }
  const std::string text = study_at(study, left);
  // A study that can't be read would be found too late.
  static_cast<void>(StudyFile::read(text, options.output, {}, {}, study.directory()));
  write_file(options.output, existing(options), [&](std::ostream& out) {
    out << fmt::format(
        "# {} points that are not ruled out by\n#   {}\n# and the targets of {}: "
        "bacelab match --next.\n\n{}",
        found, fmt::join(options.files, ", "), options.targets, text);
  });
  std::cerr << fmt::format("bacelab: wrote {}: {} points{}\n", options.output, found,
                           found < options.next ? ", all that a million places gave" : "");
}

void check(const MatchOptions& options) {
  if ((options.next > 0) != !options.output.empty()) {
    throw InputError(options.next > 0 ? "--next needs -o, the study that it writes"
                                      : "-o needs --next, the number of points of the study");
  }
  if (!options.output.empty()) {
    require_output(options.output, existing(options), inputs_of(options));
  }
  if (options.figure) {
    require_figure_files({.drawing = options.figure, .existing = existing(options)},
                         inputs_of(options));
    if (*options.figure == options.output) throw InputError("--figure and -o name one file");
  }
  if (!(options.cut.implausibility > 0.0)) {
    throw InputError("--cut: a point that agrees exactly has implausibility 0; allowed: > 0");
  }
}

void match(const MatchOptions& options) {
  check(options);
  auto document = ConfigDocument::parse(read_file(options.targets), options.targets);
  std::vector<Target> targets = read_targets(document);
  std::vector<std::unique_ptr<ResultsFile>> files;
  std::vector<const ResultsFile*> views;
  for (const std::string& file : options.files) {
    files.push_back(std::make_unique<ResultsFile>(file, options.seal_check));
    views.push_back(files.back().get());
    static_cast<void>(samples_of(*files.back()));
  }
  const StudyFile study = read_study_of(*files.front(), {}, {});
  const Matcher matcher(views, space_of(study.design()), std::move(targets), options.cut);
  const SpaceSampler sampler =
      sampler_of(study.design(), files.front()->description().seed, files.size());
  if (!options.output.empty()) require_same_directory(study, options.output);
  if (options.next > 0) write_next(options, matcher, study, sampler);
  const Match found = matcher.match(sampler);
  if (options.json) {
    print_json(std::cout, found);
  } else if (options.csv) {
    write_csv(std::cout, found);
  } else {
    write_table(std::cout, found, options.top, std::min<std::size_t>(output_width(), 100));
  }
  if (options.figure) {
    draw_figure(match_figure(found), *options.figure, existing(options), FigureWidth::two_columns);
  }
}

void add_options(CLI::App& command, MatchOptions& options) {
  command
      .add_option("files", options.files,
                  "Results of a study with a design; several: its waves in order")
      ->type_name("FILE.h5")
      ->required();
  command
      .add_option("--targets", options.targets,
                  "The published figures: [targets.NAME], docs/matching.md")
      ->type_name("FILE.toml")
      ->required();
  command
      .add_option("--misses", options.cut.misses,
                  "Targets that a point may miss and not be ruled out")
      ->type_name("N")
      ->check(CLI::Validator(whole_number_problem, ""))
      ->capture_default_str();
  command
      .add_option("--cut", options.cut.implausibility,
                  "Points above this implausibility are ruled out")
      ->type_name("X")
      ->capture_default_str();
  command.add_option("--top", options.top, "How many points to show")
      ->type_name("N")
      ->check(CLI::Validator(whole_number_problem, ""))
      ->capture_default_str();
  command
      .add_option("--next", options.next,
                  "Write a study of the next wave, of N points that are not ruled out")
      ->type_name("N")
      ->check(CLI::Validator(whole_number_problem, ""));
  command.add_option("-o,--output", options.output, "The study to write")->type_name("FILE.toml");
  command
      .add_option("--figure", options.figure,
                  "Also draw the answer into this file (.svg, .pdf, .png), with gnuplot")
      ->type_name("FILE.svg");
  command.add_flag("--force", options.force, "Replace the study and the figure if they exist");
  add_no_verify(command, options.seal_check);
  auto* json = command.add_flag("--json", options.json, "Print JSON, to full precision");
  command.add_flag("--csv", options.csv, "Print CSV: a row a point, to full precision")
      ->excludes(json);
}

}  // namespace

void add_match(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<MatchOptions>();
  CLI::App* command =
      app.add_subcommand("match", "Show which assumptions agree with published figures");
  add_options(*command, *options);
  command->callback([options, &exit_code] {
    match(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
