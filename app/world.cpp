#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/study_of_results.hpp"
#include "app/commands.hpp"
#include "app/figures/figure_files.hpp"
#include "app/world/world_figure.hpp"
#include "app/world/world_report.hpp"
#include "experiments/box/description.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_series = 15;

struct WorldCommandOptions {
  WorldOptions world;
  std::optional<double> hours;
  std::optional<std::string> svg;
  bool all = false;
  bool json = false;
  bool force = false;
};

WorldOrigin origin_of(const WorldCommandOptions& options, const StudyFile& file,
                      const WorldPlace& place) {
  const auto& factors = file.design().factors();
  const std::size_t point = place.point.value();
  return {options.world.study.file, point, factors.empty() ? "" : point_label(factors, point),
          place.replication.value()};
}

std::string title_of(const WorldOrigin& origin, const GeneratedWorld& world,
                     const std::string& start_utc) {
  const Cluster& cluster = world.scenario.cluster;
  std::string title = fmt::format("{}, replication {}", origin.study, origin.replication);
  if (!origin.point_label.empty()) {
    title += fmt::format(", point {} ({})", origin.point, origin.point_label);
  }
  title += fmt::format(": {} regions, {} GPUs, {} links, {} jobs", cluster.regions().size(),
                       cluster.total_gpus(), cluster.links().size(), world.scenario.jobs.size());
  if (!start_utc.empty()) title += fmt::format(", from {} UTC", start_utc);
  if (world.redraws > 0) title += fmt::format(" (redraws: {})", world.redraws);
  return title;
}

void write_title(const std::string& title) {
  for (const std::string& line : wrapped(words_of(title), output_width())) {
    std::cout << line << '\n';
  }
}

void show(const WorldCommandOptions& options) {
  const auto existing = options.force ? ExistingFile::replace : ExistingFile::refuse;
  const StudyFile file = read_study_or_results(options.world.study);
  if (options.svg) {
    require_figure_files({.drawing = options.svg, .existing = existing},
                         files_of(options.world.study, file));
  }
  const WorldPlace place = place_of(options.world, file);
  const Study study = file.at(place.point.value());
  const GeneratedWorld world = draw_world(options.world, study, place);
  const WorldView view = view_of(study.world, world);
  const double end_s =
      options.hours ? seconds_per_hour * *options.hours : shown_seconds(world.scenario);
  const WorldOrigin origin = origin_of(options, file, place);
  const std::string title = title_of(origin, world, view.start_utc);
  if (options.json) {
    write_world_json(std::cout, origin, view, end_s);
  } else {
    write_title(title);
    write_world(std::cout, view,
                {end_s, output_width(),
                 options.all ? std::numeric_limits<std::size_t>::max() : most_series});
  }
  if (options.svg) {
    const Figure figure = world_figure(view, title + ".", end_s);
    for (const std::string& note : figure.notes) std::cerr << "bacelab: " << note << '\n';
    draw_figure(figure, *options.svg, existing, FigureWidth::two_columns);
  }
}

}  // namespace

void add_world(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<WorldCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "world", "Show one world of a study: its prices, bandwidths, GPUs and arrivals");
  add_world_options(*command, options->world);
  command
      ->add_option("--hours", options->hours,
                   "Hours to show; default: a week, or until the last arrival")
      ->check(CLI::PositiveNumber)
      ->type_name("H");
  command->add_flag("--all", options->all, "Show all regions and links, not only the first ones");
  command->add_flag("--json", options->json, "Print JSON: all statistics, to full precision");
  command
      ->add_option("--svg", options->svg,
                   "Also draw the world into this file (.svg, .pdf or .png), with gnuplot")
      ->type_name("FILE.svg");
  command->add_flag("--force", options->force, "Replace the figure if it exists");
  command->callback([options, &exit_code] {
    show(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
