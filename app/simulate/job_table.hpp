#pragma once

#include <cstddef>
#include <iosfwd>

#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Writes a table of the jobs by id, in lines of at most `width` characters if the names allow.
void write_job_table(std::ostream& out, const Scenario& scenario, const RunRecord& record,
                     std::size_t width);

}  // namespace bacelab
