#pragma once

#include <span>
#include <string_view>

#include "core/errors.hpp"

namespace bacelab::fuzz {

/// A reader that must survive any bytes: it refuses them with an InputError, or what it makes of
/// them can be written and read again.
struct FuzzTarget {
  std::string_view name;
  /// Aborts or throws something else than an InputError where the reader is wrong.
  void (*run)(std::string_view bytes);
};

/// All of them. A corpus is a directory of that name.
std::span<const FuzzTarget> fuzz_targets();

/// Runs a target; InputErrors are what it should throw.
void run(const FuzzTarget& target, std::string_view bytes);

/// Ends the program with a word about what does not hold.
void require(bool holds, const char* what);

/// What `read` gives, which must not refuse: it reads what the program wrote itself.
template <class Read>
auto must_read(const Read& read) {
  try {
    return read();
  } catch (const InputError& error) {
    require(false, error.what());
    throw;
  }
}

}  // namespace bacelab::fuzz
