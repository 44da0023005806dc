#pragma once

#include <cstdint>

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

}  // namespace bacelab::hdf5
