#pragma once

#include <iosfwd>

#include "analysis/sensitivity/sensitivity.hpp"

namespace bacelab {

/// Writes a sensitivity for people, at most 100 characters wide: a title, a row for each factor,
/// second-order indices if there are any, how large the noise is, and what the words mean. What is
/// missing is "-" and explained below.
void write_table(std::ostream& out, const Sensitivity& sensitivity);

}  // namespace bacelab
