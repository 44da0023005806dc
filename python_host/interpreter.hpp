#pragma once

namespace bacelab {

/// Starts Python in this process, where it stays, unless that has been done. What policies print
/// goes to standard error, and signals remain the program's. Throws InputError if there is no
/// Python, no numpy or no module bacelab.
void start_python();

}  // namespace bacelab
