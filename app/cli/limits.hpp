#pragma once

#include <exception>
#include <optional>
#include <string>

namespace bacelab {

/// What the machine or a limit of the shell refused, and what to do: for an error of memory or of
/// threads that can't be started; nothing for other errors.
std::optional<std::string> limit_reached(const std::exception& error);

}  // namespace bacelab
