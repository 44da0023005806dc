#pragma once

#include <stdexcept>

namespace bacelab {

/// A mistake in what the user gave: a file, a command line. Never a defect of the program.
///
/// All messages follow one grammar, so that the user can act on them without reading code:
/// where (`file:line: key`), what is wrong, what is allowed, and, if it helps, what to do next.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace bacelab
