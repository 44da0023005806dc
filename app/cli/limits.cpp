#include "app/cli/limits.hpp"

#include <new>
#include <system_error>

namespace bacelab {

std::optional<std::string> limit_reached(const std::exception& error) {
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

}  // namespace bacelab
