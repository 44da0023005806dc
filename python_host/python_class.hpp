#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/scheduling/parameters.hpp"

namespace bacelab {

/// A class derived from bacelab.Part.
struct PythonClass {
  pybind11::object type;  ///< or the one object of all runs
  std::string file;       ///< that defines it
  std::string kind;       ///< "policy", "ordering", "path_finder" or "allocator"
  std::string method;     ///< that it must override
  std::string name;
  std::string description;
  std::vector<ParameterInfo> parameters;
  /// What arrays that it is shown keep alive; None: nothing.
  pybind11::object memory = pybind11::none();

  /// All parameters of an object.
  [[nodiscard]] Parameters values(const Parameters& given) const;
  /// An object with these values. Throws RuleBroken for exceptions. This and what follows need the
  /// interpreter's lock.
  [[nodiscard]] pybind11::object make(const Parameters& values, std::uint64_t seed) const;
};

/// An exception of Python in one line, with the line of the file.
std::string told(const pybind11::error_already_set& error, const std::string& file);

}  // namespace bacelab
