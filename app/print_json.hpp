#pragma once

#include <iosfwd>
#include <span>

#include "analysis/comparison/comparison.hpp"

namespace bacelab {

/// Writes comparisons as an array of JSON objects.
void print_json(std::ostream& out, std::span<const Comparison> comparisons);

}  // namespace bacelab
