#pragma once

#include <string>

#include "experiments/results/provenance.hpp"

namespace bacelab {

/// The present time, ISO 8601 in UTC: "2026-05-25T12:00:00Z".
std::string utc_now();

/// What is known of an execution when it starts: host, Slurm job, time. `finished` is empty.
Provenance provenance_of_start(int ranks, int threads, const std::string& command);

}  // namespace bacelab
