#pragma once

#include <pybind11/pybind11.h>

namespace bacelab {

/// The module bacelab._host. Needs the interpreter's lock.
inline pybind11::module_ host_module() { return pybind11::module_::import("bacelab._host"); }

}  // namespace bacelab
