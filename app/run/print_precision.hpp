#pragma once

#include <iosfwd>
#include <span>

#include "app/exit_code.hpp"
#include "experiments/results/precision_outcome.hpp"
#include "experiments/results/results_description.hpp"

namespace bacelab {

/// Says of each point how many replications ran, why they ended, and which comparison was the last
/// to converge. \returns precision_not_reached if a point has no replications left
ExitCode print_precision(std::ostream& out, const PrecisionOutcome& outcome,
                         std::span<const Factor> factors);

}  // namespace bacelab
