#pragma once

#include <iosfwd>
#include <span>

#include "analysis/comparison/comparison.hpp"
#include "analysis/sensitivity/sensitivity.hpp"

namespace bacelab {

/// Writes comparisons as an array of JSON objects.
void print_json(std::ostream& out, std::span<const Comparison> comparisons);

/// Writes a sensitivity as a JSON object.
void print_json(std::ostream& out, const Sensitivity& sensitivity);

}  // namespace bacelab
