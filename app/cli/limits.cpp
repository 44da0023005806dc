#include "app/cli/limits.hpp"

#include <unistd.h>

#include <cstdlib>
#include <new>
#include <system_error>

#include "app/cli/command_line.hpp"
#include "experiments/text/printable.hpp"

namespace bacelab {
namespace {

/// Past the streams, which may need memory.
void write_line(std::string_view kind, std::string_view text) {
  for (const std::string_view part : {kind, text, std::string_view("\n")}) {
    if (::write(STDERR_FILENO, part.data(), part.size()) < 0) return;
  }
}

[[noreturn]] void end() {
  try {
    if (std::current_exception()) throw;
  } catch (const std::exception& error) {
    if (const auto limit = limit_reached(error)) {
      write_line("bacelab: error: ", *limit);
      _exit(static_cast<int>(ExitCode::bad_input));
    }
    write_line("bacelab: internal error: ", printable(error.what()));
  } catch (...) {
    write_line("bacelab: internal error: ", "an exception without a message");
  }
  std::abort();
}

}  // namespace

std::optional<std::string_view> limit_reached(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) {
    return "not enough memory; use fewer threads (--threads) or a smaller study, or raise the "
           "limit (ulimit -v, or that of the batch job)";
  }
  const auto* const system = dynamic_cast<const std::system_error*>(&error);
  if (system == nullptr || system->code() != std::errc::resource_unavailable_try_again) {
    return std::nullopt;
  }
  return "a thread cannot be started; use fewer threads (--threads), or raise the limits "
         "(ulimit -u and -v)";
}

void tell_limits_at_the_end() { std::set_terminate(end); }

}  // namespace bacelab
