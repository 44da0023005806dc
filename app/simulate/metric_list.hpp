#pragma once

#include <iosfwd>

#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Writes every metric of a run with its unit, those with the same unit together.
void write_metrics(std::ostream& out, const Scenario& scenario, const RunRecord& record);

}  // namespace bacelab
