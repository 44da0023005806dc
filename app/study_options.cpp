#include "app/study_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>

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

CLI::Option* add_index(CLI::App& command, const char* name, std::string& text,
                       const std::string& description) {
  const auto check = [](const std::string& word) {
    // A number below 0 is one that the study does not have: index_below() says which it has.
    const std::size_t digits = word.starts_with('-') ? 1 : 0;
    const bool is_number =
        word.size() > digits && word.find_first_not_of("0123456789", digits) == std::string::npos;
    return is_number ? "" : "'" + word + "' is no number; allowed: 0, 1, ...";
  };
  return command.add_option(name, text, description)
      ->check(check)
      ->type_name("I")
      ->capture_default_str();
}

std::size_t index_below(std::size_t end, const char* option, const std::string& text) {
  std::size_t value = 0;
  const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && last == text.data() + text.size() && value < end) return value;
  throw InputError(fmt::format("{} {}: the study has none of this number; allowed: 0 to {}", option,
                               text, end - 1));
}

}  // namespace bacelab
