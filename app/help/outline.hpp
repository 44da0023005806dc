#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace bacelab {

/// What can complete a word of a command line.
struct WordValues {
  std::vector<std::string> words;    ///< all that may stand there
  std::string list;                  ///< or the name of one of word_lists()
  std::vector<std::string> endings;  ///< or files that end so: "h5"; "*" is every file
};

/// An option or a word of a command, as --help shows it.
struct OptionOutline {
  std::vector<std::string> names;  ///< "--output", "-o"; without dashes for a word
  std::string value;               ///< what its value is called: "FILE.h5"; empty for a flag
  bool required = false;
  bool repeated = false;
  std::string description;  ///< in one line
  std::string notes;        ///< sentences on what is allowed, the default, and other options
  WordValues values;
};

/// A command, or the program, as the definitions for --help have it.
struct CommandOutline {
  std::string name;
  std::string path;  ///< " import jobs"; empty for the program
  std::string description;
  std::string footer;
  std::vector<OptionOutline> options;
  std::vector<OptionOutline> words;
  std::vector<CommandOutline> commands;
};

/// " import jobs"; empty for the program.
std::string path_of(const CLI::App& command);

/// Of a command, or of the program, and all commands in it.
CommandOutline outline_of(const CLI::App& command);

}  // namespace bacelab
