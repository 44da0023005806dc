#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace bacelab::hdf5 {

/// An identifier of the HDF5 library (its hid_t).
using Id = std::int64_t;

/// Owns one HDF5 identifier and closes it with the function that belongs to its kind.
class Handle {
 public:
  /// The library's close functions: negative on failure.
  using Closer = int (*)(Id);

  Handle() = default;
  Handle(Id id, Closer closer) noexcept : id_(id), closer_(closer) {}
  Handle(Handle&& other) noexcept;
  Handle& operator=(Handle&& other) noexcept;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  /// Closes what is still open; a failure is silent here, call close() to see it.
  ~Handle();

  Id get() const { return id_; }
  bool is_open() const { return id_ >= 0; }

  /// Closes now. False if the library reports a failure; the identifier is given up either way.
  [[nodiscard]] bool close() noexcept;

 private:
  Id id_ = -1;
  Closer closer_ = nullptr;
};

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

/// Throws the StorageError for an object at `place` whose elements have a type that is not used
/// here.
[[noreturn]] void fail_for_type(const Place& place, std::string_view what);

/// Fails if `result` is the negative number by which the library reports an error.
void check(long long result, const Place& place, std::string_view action);

/// Call this before any other function of the library. It then no longer prints its error stack,
/// since errors become exceptions, and does nothing at the end of the program, where it would try
/// once more to write what could not be written, and crash.
void prepare_library();

}  // namespace bacelab::hdf5
