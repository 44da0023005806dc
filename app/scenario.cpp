#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>

#include "app/cli/options.hpp"
#include "app/commands.hpp"
#include "core/errors.hpp"
#include "experiments/study/scenario/scenario_file.hpp"
#include "experiments/worlds/generate.hpp"

namespace bacelab {
namespace {

struct ScenarioCommandOptions {
  StudyOptions study;
  std::string point = "0";
  std::string replication = "0";
};

void write(const ScenarioCommandOptions& options) {
  const StudyFile file = read_study_file(options.study);
  const std::size_t point = index_below(file.design().points(), "--point", options.point);
  const std::size_t replication =
      index_below(file.replications(), "--replication", options.replication);
  const Study study = file.at(point);
  const WorldId id = world_id(study, point, replication);
  try {
    write_scenario(std::cout, generate_world(study.world, id).scenario);
  } catch (const NoWorldFound& error) {
    throw InputError(fmt::format("{}: --point {} --replication {}: {}", options.study.file, point,
                                 replication, error.what()));
  }
}

}  // namespace

void add_scenario(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<ScenarioCommandOptions>();
  CLI::App* command =
      app.add_subcommand("scenario", "Write one world of a study as a scenario file (JSON)");
  add_study_options(*command, options->study);
  add_index(*command, "--point", options->point, "Point of the design, from 0");
  add_index(*command, "--replication", options->replication, "Replication, from 0");
  command->callback([options, &exit_code] {
    write(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
