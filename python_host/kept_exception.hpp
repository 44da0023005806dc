#pragma once

#include <pybind11/pybind11.h>

namespace bacelab {

/// While it lives, it keeps the last exception of Python that was told in this thread: for a caller
/// to whom the exception itself says more than its text. Needs the interpreter's lock.
class KeptException {
 public:
  KeptException() : outer_(current()) { current() = this; }
  KeptException(const KeptException&) = delete;
  KeptException& operator=(const KeptException&) = delete;
  ~KeptException() { current() = outer_; }

  /// Keeps an exception, with its traceback, if there is somebody who wants it.
  static void keep(pybind11::handle exception) {
    if (current() != nullptr) {
      current()->exception_ = pybind11::reinterpret_borrow<pybind11::object>(exception);
    }
  }
  /// None if nothing was told.
  [[nodiscard]] const pybind11::object& get() const { return exception_; }

 private:
  static KeptException*& current() {
    thread_local KeptException* kept = nullptr;
    return kept;
  }

  KeptException* outer_;
  pybind11::object exception_ = pybind11::none();
};

}  // namespace bacelab
