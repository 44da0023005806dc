#include "app/study_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "core/errors.hpp"
#include "experiments/files/read_file.hpp"

namespace bacelab {

void add_study_options(CLI::App& command, StudyOptions& options) {
  command.add_option("study", options.file, "The study file (TOML)")
      ->type_name("STUDY.toml")
      ->required();
  command
      .add_option("--set", options.settings,
                  "Sets a key of the study, as network.scale=0.3; may be repeated")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->allow_extra_args(false);
}

StudyFile read_study_file(const StudyOptions& options) {
  return StudyFile::read(read_file(options.file), options.file, options.settings);
}

std::size_t index_below(std::size_t end, const char* option, std::int64_t value) {
  if (value >= 0 && static_cast<std::size_t>(value) < end) return static_cast<std::size_t>(value);
  throw InputError(fmt::format("{} {}: the study has none of this number; allowed: 0 to {}", option,
                               value, end - 1));
}

}  // namespace bacelab
