#pragma once

#include <pybind11/pybind11.h>

#include <deque>
#include <string>

#include "core/scheduling/policies/catalog.hpp"
#include "python_host/python_class.hpp"

namespace bacelab {

/// Classes derived from those of the module bacelab, as parts and policies of a catalog. What the
/// catalog looks at stays where it is.
class ClassesOfPython {
 public:
  /// `memory`: PythonClass::memory.
  explicit ClassesOfPython(pybind11::object memory = pybind11::none())
      : memory_(std::move(memory)) {}
  ClassesOfPython(const ClassesOfPython&) = delete;
  ClassesOfPython& operator=(const ClassesOfPython&) = delete;

  /// Adds one as bacelab._host.load() has it. Needs the interpreter's lock.
  void add(const pybind11::tuple& found);
  /// Adds all to a catalog, which they must outlive. Throws InputError.
  void add_to(PolicyCatalog& catalog) const;

 private:
  pybind11::object memory_;
  std::deque<PythonClass> classes_;
  std::deque<std::string> texts_;  // of parameters
};

}  // namespace bacelab
