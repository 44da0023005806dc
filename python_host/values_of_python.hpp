#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <string>
#include <vector>

#include "core/index.hpp"

/// What a policy in Python gave back, as values of the program. Each function says what is wrong
/// in a RuleBroken, beginning with `what`. All needs the interpreter's lock.

namespace bacelab {

/// "[0, nan], of type list", for a message.
std::string shown(pybind11::handle value);

/// The items of a list, a tuple or an array, which lives as long as this.
class SequenceOfPython {
 public:
  /// `allowed`: what it should have been.
  SequenceOfPython(pybind11::handle value, const std::string& what, const std::string& allowed);

  [[nodiscard]] std::size_t size() const;
  pybind11::handle operator[](std::size_t i) const;

 private:
  pybind11::object items_;
};

/// Is it a whole number, of Python or of numpy?
bool is_whole(pybind11::handle value);

long whole_number_of(pybind11::handle value, long low, long high, const std::string& what);

/// A number that may be infinite, but not NaN.
double number_of(pybind11::handle value, const std::string& what);

/// The regions of a path, of so many that there are.
std::vector<RegionIndex> path_of(pybind11::handle value, std::size_t regions,
                                 const std::string& what);

/// Stages in one region after another.
std::vector<int> stages_of(pybind11::handle value, const std::string& what);

}  // namespace bacelab
