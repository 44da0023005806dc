#pragma once

#include <string>

#include "app/help/outline.hpp"

namespace bacelab {

// Scripts that complete the words of a command line of the program: commands, options, values that
// are known, and files of the right kind.

std::string bash_completion(const CommandOutline& program);
std::string zsh_completion(const CommandOutline& program);
std::string fish_completion(const CommandOutline& program);

}  // namespace bacelab
