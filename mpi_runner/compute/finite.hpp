#pragma once

#include <span>

#include "core/simulation/run_record.hpp"

namespace bacelab {

/// Throws std::overflow_error unless the numbers of a run are finite: those of its jobs, and
/// `metrics`, in the order of the registry. What a job never reached is none, and allowed, as is a
/// metric of nothing (NaN).
void require_finite(const RunRecord& record, std::span<const double> metrics);

}  // namespace bacelab
