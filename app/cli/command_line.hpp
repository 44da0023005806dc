#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bacelab {

/// How the program ended, as its exit status says.
enum class ExitCode : int {
  done = 0,
  internal_error = 1,
  different = 1,  ///< of two results that `diff` compared
  bad_input = 2,
  incomplete = 3,             ///< finished, but some runs failed or got stuck
  precision_not_reached = 4,  ///< within the maximum of replications
  interrupted = 75,           ///< in good order; resume to continue
};

/// The text as one word of a shell's command line, in quotes if it needs them.
std::string shell_word(std::string_view text);

/// The words that started this program; none where Linux doesn't tell.
std::vector<std::string> command_words();

/// Words in one line, as a shell takes them.
std::string command_line(std::span<const std::string> words);

/// The line that goes on where a `bacelab run` of these words was stopped: without --force, which
/// would begin anew, and with --resume.
std::string continuation_of(std::vector<std::string> words);

}  // namespace bacelab

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace bacelab {

/// What is wrong with a command line that CLI11 refused, and what was probably meant.
std::string usage_error(const CLI::App& app, const CLI::ParseError& error,
                        const std::vector<std::string>& arguments);

}  // namespace bacelab
