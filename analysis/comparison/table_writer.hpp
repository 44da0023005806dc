#pragma once

#include <iosfwd>

#include "analysis/comparison/comparison.hpp"

namespace bacelab {

/// Writes a comparison for people, 100 characters wide: a title, means and differences, evidence,
/// the worst worlds, and what the words mean. Percentages have one decimal and intervals stand in
/// brackets; long times are shown in h (display_unit.hpp). What is missing is "-" and explained
/// below.
void write_table(std::ostream& out, const Comparison& comparison);

}  // namespace bacelab
