#pragma once

#include <iosfwd>
#include <span>

#include "analysis/comparison/comparison.hpp"
#include "analysis/sensitivity/sensitivity.hpp"
#include "analysis/steady_state/long_runs_table.hpp"

namespace bacelab {

/// Writes comparisons as an array of JSON objects.
void print_json(std::ostream& out, std::span<const Comparison> comparisons);

/// Writes a sensitivity as a JSON object.
void print_json(std::ostream& out, const Sensitivity& sensitivity);

/// Writes long runs as a JSON object.
void print_json(std::ostream& out, const LongRunsTitle& title,
                std::span<const PointLongRuns> points);

}  // namespace bacelab
