#pragma once

#include <cstddef>
#include <iosfwd>

#include "core/simulation/run_record.hpp"

namespace bacelab {

/// Draws when jobs waited and ran: one row per job by id, only the first 40, over an axis in hours.
void write_timeline(std::ostream& out, const RunRecord& record, std::size_t width);

}  // namespace bacelab
