#pragma once

#include <exception>
#include <optional>
#include <string_view>

namespace bacelab {

/// What the machine or a limit of the shell refused, and what to do: for an error of memory or of
/// threads that can't be started; nothing for other errors. Needs no memory.
std::optional<std::string_view> limit_reached(const std::exception& error);

/// From now on, memory that is refused where no exception may leave (a destructor, a thread of a
/// library) ends the process with that line and the exit status of bad input, not with SIGABRT.
void tell_limits_at_the_end();

}  // namespace bacelab
