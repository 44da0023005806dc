#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "experiments/study/study_file.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bacelab {

/// A study as the command line names it.
struct StudyOptions {
  std::string file;
  std::vector<std::string> settings;  ///< KEY=VALUE texts that override the file
};

/// Adds STUDY.toml and --set to a command.
void add_study_options(CLI::App& command, StudyOptions& options);

/// Reads the study. Throws InputError.
StudyFile read_study_file(const StudyOptions& options);

/// Adds an option that is an index from 0; index_below() reads it, once it is known how many there
/// are.
CLI::Option* add_index(CLI::App& command, const char* name, std::string& text,
                       const std::string& description);

/// A number given as `option`, which counts things of a study from 0. Throws InputError unless it
/// is one below `end`.
std::size_t index_below(std::size_t end, const char* option, const std::string& text);

}  // namespace bacelab
