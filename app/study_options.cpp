#include "app/study_options.hpp"

#include <CLI/CLI.hpp>

#include "experiments/files/read_file.hpp"

namespace bacelab {

void add_study_options(CLI::App& command, StudyOptions& options) {
  command.add_option("study", options.file, "The study file (TOML)")
      ->type_name("STUDY.toml")
      ->required();
  command
      .add_option("--set", options.settings,
                  "Sets a key of the study, as in --set network.scale=0.3; may be repeated")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->allow_extra_args(false);
}

StudyFile read_study_file(const StudyOptions& options) {
  return StudyFile::read(read_file(options.file), options.file, options.settings);
}

}  // namespace bacelab
