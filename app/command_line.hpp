#pragma once

#include <string>

namespace bacelab {

/// The words that started this program, as a shell takes them; empty where Linux doesn't tell.
std::string command_line();

}  // namespace bacelab
