#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace bacelab {

/// The exit status of the program.
enum class ExitCode : int {
  done = 0,
  internal_error = 1,
  different = 1,  ///< `diff` found differences
  bad_input = 2,
  incomplete = 3,             ///< finished, but some runs failed or got stuck
  precision_not_reached = 4,  ///< within the maximum number of replications
  interrupted = 75,           ///< gracefully; resume to continue
};

/// The text as one word of a shell command line, quoted if necessary.
std::string shell_word(std::string_view text);

/// The words that started this program; empty if Linux can't tell.
std::vector<std::string> command_words();

/// Words in one line, as a shell takes them.
std::string command_line(std::span<const std::string> words);

/// The command line that continues a stopped `bacelab run` with these words: without --force, which
/// would start again, and with --resume.
std::string continuation_of(std::vector<std::string> words);

/// The command called by these words, such as `import jobs`; the program without words. Throws
/// InputError if there is none, with what was probably meant.
const CLI::App& command_named(const CLI::App& app, std::span<const std::string> words);

/// The message for a command line that CLI11 refused, with what was probably meant.
std::string usage_error(const CLI::App& app, const CLI::ParseError& error,
                        const std::vector<std::string>& arguments);

}  // namespace bacelab
