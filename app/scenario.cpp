#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/cli/options.hpp"
#include "app/cli/study_of_results.hpp"
#include "app/commands.hpp"
#include "experiments/study/scenario/scenario_file.hpp"

namespace bacelab {
namespace {

void write(const WorldOptions& options) {
  const StudyFile file = read_study_or_results(options.study);
  const WorldPlace place = place_of(options, file);
  const Study study = file.at(place.point.value());
  write_scenario(std::cout, draw_world(options, study, place).scenario);
}

}  // namespace

void add_scenario(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<WorldOptions>();
  CLI::App* command =
      app.add_subcommand("scenario", "Write one world of a study as a scenario file (JSON)");
  add_world_options(*command, *options);
  command->callback([options, &exit_code] {
    write(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
