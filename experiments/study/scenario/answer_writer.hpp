#pragma once

#include <iosfwd>
#include <string_view>

#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Writes a run as JSON (docs/scenario-file.md): the policy, every job by id, every metric. Times
/// that a job never reached, and metrics without a value, are null.
void write_answer(std::ostream& out, std::string_view policy, const Scenario& scenario,
                  const RunRecord& record);

}  // namespace bacelab
