#pragma once

#include <string>

namespace bacelab {

/// A hash of known answers, 16 hexadecimal digits: of the elementary functions, the quantiles, the
/// random streams and basic arithmetic, computed where the program runs. Two programs with the
/// same fingerprint draw the same worlds; results of different ones must not be mixed.
std::string arithmetic_fingerprint();

}  // namespace bacelab
