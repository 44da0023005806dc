#include "app/cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "app/cli/command_line.hpp"
#include "core/errors.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/value.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/capacity.hpp"

namespace bacelab {
namespace {

constexpr double least_confidence = 0.5;
constexpr double most_confidence = 0.9999;

PolicySetting parse_policy_setting(const std::string& text) {
  const std::string where = "--set " + text;
  const auto equals = text.find('=');
  if (equals == std::string::npos) {
    throw InputError(where + ": has no '='; write policies.NAME.PARAMETER=NUMBER");
  }
  const config::KeyPath path = config::parse_key_path(text.substr(0, equals), where);
  if (path.size() != 3 || path[0] != "policies") {
    throw InputError(where +
                     ": only parameters of policies can be set here; write "
                     "policies.NAME.PARAMETER=NUMBER");
  }
  const auto value = number_from<double>(std::string_view(text).substr(equals + 1));
  if (!value) throw InputError(where + ": the value is not a number");
  return {where, path[1], path[2], *value};
}

}  // namespace

CLI::Option* add_point(CLI::App& command, std::optional<std::int64_t>& point) {
  return command.add_option("--point", point, "Only this point of the design; default: all")
      ->type_name("I");
}

std::vector<std::size_t> points_of(const ResultsFile& file, std::optional<std::int64_t> point) {
  if (!point) return file.points_run();
  if (*point >= 0 && *point < static_cast<std::int64_t>(file.points())) {
    return {static_cast<std::size_t>(*point)};
  }
  throw InputError(fmt::format("--point {}: there is no such point in {}; allowed: 0 to {}", *point,
                               file.path().string(), file.points() - 1));
}

void add_confidence(CLI::App& command, double& confidence) {
  command
      .add_option("--confidence", confidence,
                  fmt::format("Confidence level of each interval, {} to {}", least_confidence,
                              most_confidence))
      ->type_name("P")
      ->capture_default_str();
}

void check_confidence(double confidence) {
  if (confidence >= least_confidence && confidence <= most_confidence) return;
  throw InputError(fmt::format("--confidence {}: allowed: {} to {}", confidence, least_confidence,
                               most_confidence));
}

void add_bootstrap(CLI::App& command, BootstrapOptions& options, const std::string& fallback) {
  command.add_option("--resamples", options.resamples, "Number of bootstrap resamples")
      ->check(CLI::Range(100, 10000000))
      ->type_name("N")
      ->capture_default_str();
  command
      .add_option("--bootstrap-seed", options.seed, "Seed of the bootstrap; default: " + fallback)
      ->check(whole_number_problem)
      ->type_name("N");
}

std::string whole_number_problem(const std::string& word) {
  if (number_from<std::uint64_t>(word)) return "";
  return fmt::format("'{}' is not a whole number from 0 to {}", word,
                     std::numeric_limits<std::uint64_t>::max());
}

CLI::Option* add_no_verify(CLI::App& command, SealCheck& check) {
  return command.add_flag_callback(
      "--no-verify", [&check] { check = SealCheck::skipped; },
      "Skip the checksum of results; damaged ones may then crash the program");
}

namespace {

void add_study(CLI::App& command, StudyOptions& options, const char* what, const char* type) {
  command.add_option("study", options.file, what)->type_name(type)->required();
  command
      .add_option("--set", options.settings,
                  "Set a key of the study, such as network.scale=0.3; may be repeated")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->allow_extra_args(false);
}

}  // namespace

void add_study_options(CLI::App& command, StudyOptions& options) {
  add_study(command, options, "The study file (TOML)", "STUDY.toml");
}

std::string words_of_study(const StudyOptions& options) {
  std::string words = shell_word(options.file);
  for (const std::string& setting : options.settings) words += " --set " + shell_word(setting);
  return words;
}

StudyFile read_study_file(const StudyOptions& options) {
  return StudyFile::read(read_file(options.file), options.file, options.settings);
}

std::vector<std::filesystem::path> files_of(const StudyOptions& options, const StudyFile& file) {
  std::vector<std::filesystem::path> files = {options.file};
  for (const InputFile& input : file.inputs()) files.push_back(file.directory() / input.name);
  return files;
}

void add_world_options(CLI::App& command, WorldOptions& options) {
  add_study(command, options.study, "The study file (TOML), or results that it has given",
            "STUDY.toml|FILE.h5");
  add_index(command, "--point", options.point, "Point of the design, from 0");
  add_index(command, "--replication", options.replication, "Replication, from 0");
}

CLI::Option* add_plugins(CLI::App& command, std::vector<std::string>& files) {
  return command
      .add_option("--plugin", files,
                  "A plugin with policies that are not the program's own; may be\nrepeated")
      ->type_name("FILE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

std::vector<Plugin> load_plugins(const std::vector<std::string>& files) {
  std::vector<Plugin> loaded;
  for (const std::string& file : files) loaded.push_back(load_plugin(file));
  return loaded;
}

WorldPlace place_of(const WorldOptions& options, const StudyFile& file) {
  return {PointIndex(index_below(file.design().points(), "--point", options.point)),
          ReplicationIndex(index_below(file.replications(), "--replication", options.replication))};
}

GeneratedWorld draw_world(const WorldOptions& options, const Study& study,
                          const WorldPlace& place) {
  try {
    return draw_world(study, place.point.value(), place.replication.value());
  } catch (const NoWorldFound& error) {
    throw InputError(fmt::format("{}: --point {} --replication {}: {}", options.study.file,
                                 place.point.value(), place.replication.value(), error.what()));
  }
}

CLI::Option* add_index(CLI::App& command, const char* name, std::string& text,
                       const std::string& description) {
  const auto check = [](const std::string& word) {
    // A number below 0 is one that the study does not have: index_below() says which it has.
    const std::size_t digits = word.starts_with('-') ? 1 : 0;
    const bool is_number =
        word.size() > digits && word.find_first_not_of("0123456789", digits) == std::string::npos;
    return is_number ? "" : "'" + word + "' is not a number; allowed: 0, 1, ...";
  };
  return command.add_option(name, text, description)
      ->check(check)
      ->type_name("I")
      ->capture_default_str();
}

std::size_t index_below(std::size_t end, const char* option, const std::string& text) {
  const auto index = number_from<std::uint64_t>(text);
  if (index && *index < end) return *index;
  throw InputError(fmt::format("{} {}: the study has none of this number; allowed: 0 to {}", option,
                               text, end - 1));
}

void add_sharing_option(CLI::App& command, Sharing& sharing) {
  const std::map<std::string, Sharing> names = {
      {"auto", Sharing::automatic}, {"worlds", Sharing::worlds}, {"paths", Sharing::paths}};
  command
      .add_option("--threads-share", sharing,
                  "Threads run different worlds, or search paths of one world together")
      ->transform(CLI::CheckedTransformer(names).description(""))
      ->type_name("auto|worlds|paths")
      ->default_str("auto");
}

std::vector<PolicySetting> parse_policy_settings(const std::vector<std::string>& texts) {
  std::vector<PolicySetting> settings;
  for (const std::string& text : texts) settings.push_back(parse_policy_setting(text));
  return settings;
}

}  // namespace bacelab
