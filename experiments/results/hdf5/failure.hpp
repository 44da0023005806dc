#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "experiments/results/hdf5/handle.hpp"

namespace bacelab::hdf5 {

/// Where an object lives, so that an error can name it.
struct Place {
  std::filesystem::path file;
  std::string object;  ///< path inside the file; "/" for the root group

  /// The place of a child of this object.
  Place child(std::string_view name) const;
};

/// Throws the StorageError for a call of the library that just failed at `place`; `action` is what
/// was tried, as in "cannot <action>". The cause is taken from the library's error stack.
[[noreturn]] void fail(const Place& place, std::string_view action);

/// Owns `id`, or fails if it is the negative number by which the library reports an error.
Handle checked(Id id, Handle::Closer closer, const Place& place, std::string_view action);

/// Throws the StorageError for an object at `place` whose elements are of no kind that is used
/// here.
[[noreturn]] void fail_for_type(const Place& place, std::string_view what);

/// Fails if `result` is the negative number by which the library reports an error.
void check(long long result, const Place& place, std::string_view action);

/// Call this before anything else of the library. It then no longer prints its error stack, since
/// errors become exceptions, and does no work of its own at the end of the program: there it would
/// try once more to write what could not be written, and crash.
void prepare_library();

}  // namespace bacelab::hdf5
