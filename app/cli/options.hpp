#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/bootstrap.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/results/seal.hpp"
#include "experiments/study/plugins.hpp"
#include "experiments/study/policy_settings.hpp"
#include "experiments/study/study_file.hpp"
#include "experiments/worlds/generate.hpp"
#include "mpi_runner/launch/threads.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bacelab {

// Options of several commands that read a results file.

/// Adds --point, a point of the design; default: all points.
CLI::Option* add_point(CLI::App& command, std::optional<std::int64_t>& point);

/// The point, or all points of the file. Throws InputError if it has no such point.
std::vector<std::size_t> points_of(const ResultsFile& file, std::optional<std::int64_t> point);

/// Adds --confidence, of intervals.
void add_confidence(CLI::App& command, double& confidence);

/// Throws InputError for a --confidence that is not allowed.
void check_confidence(double confidence);

/// A bootstrap as the command line asks for it.
struct BootstrapOptions {
  std::size_t resamples = Bootstrap().resamples;
  std::optional<std::uint64_t> seed;

  /// With `fallback` as the seed if none is given.
  [[nodiscard]] Bootstrap with_seed(std::uint64_t fallback) const {
    return {resamples, seed.value_or(fallback)};
  }
};

/// Adds --resamples and --bootstrap-seed. `fallback` says which seed is taken if none is given.
void add_bootstrap(CLI::App& command, BootstrapOptions& options, const std::string& fallback);

/// For CLI::Option::check: what is wrong with a word that should be a whole number from 0 to
/// 2^64 - 1, or nothing. (CLI11 takes a larger one for the largest.)
std::string whole_number_problem(const std::string& word);

/// Adds --no-verify to a command that reads results files.
CLI::Option* add_no_verify(CLI::App& command, SealCheck& check);

/// A study as the command line names it.
struct StudyOptions {
  std::string file;
  std::vector<std::string> settings;  ///< KEY=VALUE texts that override the file
};

/// Adds --plugin to a command.
CLI::Option* add_plugins(CLI::App& command, std::vector<std::string>& files);

/// Loads the plugins of the option. Throws InputError.
std::vector<Plugin> load_plugins(const std::vector<std::string>& files);

/// Adds STUDY.toml and --set to a command.
void add_study_options(CLI::App& command, StudyOptions& options);

/// The study with its settings, as words of a command line.
std::string words_of_study(const StudyOptions& options);

/// Reads the study. Throws InputError.
StudyFile read_study_file(const StudyOptions& options);

/// The study's file and those that it names.
std::vector<std::filesystem::path> files_of(const StudyOptions& options, const StudyFile& file);

/// One world of a study as the command line names it.
struct WorldOptions {
  StudyOptions study;
  std::string point = "0";
  std::string replication = "0";
};

/// Adds a study, --set, --point and --replication to a command, which reads the study with
/// read_study_or_results().
void add_world_options(CLI::App& command, WorldOptions& options);

/// Where in the study the world is. Throws InputError if the study has no such point or
/// replication.
WorldPlace place_of(const WorldOptions& options, const StudyFile& file);

/// Draws the world; `study` is that of its point. Throws InputError if there is none that the study
/// allows.
GeneratedWorld draw_world(const WorldOptions& options, const Study& study, const WorldPlace& place);

/// Adds an option that is an index from 0; index_below() reads it once the limit is known.
CLI::Option* add_index(CLI::App& command, const char* name, std::string& text,
                       const std::string& description);

/// A number given as `option`, which counts things of a study from 0. Throws InputError unless it
/// is one below `end`.
std::size_t index_below(std::size_t end, const char* option, const std::string& text);

/// Adds --threads-share to a command.
void add_sharing_option(CLI::App& command, Sharing& sharing);

/// Reads values of --set such as `policies.bace.min_stage_fraction=0.7`. Throws InputError for
/// another form; whether the policy and the parameter exist is not checked here.
std::vector<PolicySetting> parse_policy_settings(const std::vector<std::string>& texts);

}  // namespace bacelab
