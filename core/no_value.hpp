#pragma once

#include <limits>

namespace bacelab {

/// What stands for a number that there is none of, such as the finish of a job that was not served.
/// Test for it with std::isnan.
inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

}  // namespace bacelab
