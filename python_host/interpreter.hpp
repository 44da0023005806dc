#pragma once

#include <pybind11/pybind11.h>

namespace bacelab {

/// Starts Python in this process, where it stays, unless that has been done. What policies print
/// goes to standard error, and signals remain the program's. Throws InputError if there is no
/// Python, no numpy or no module bacelab.
void start_python();

/// The module bacelab._host. Needs the interpreter's lock.
pybind11::module_ host_module();

}  // namespace bacelab
