#pragma once

#include <span>
#include <string>
#include <vector>

namespace bacelab {

/// The words that started this program; none where Linux doesn't tell.
std::vector<std::string> command_words();

/// Words in one line, as a shell takes them.
std::string command_line(std::span<const std::string> words);

/// The line that goes on where a `bacelab run` of these words was stopped: without --force, which
/// would begin anew, and with --resume.
std::string continuation_of(std::vector<std::string> words);

}  // namespace bacelab
