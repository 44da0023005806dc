#pragma once

#include <string>

#include "experiments/results/provenance.hpp"

namespace bacelab {

/// The name of this machine; empty if it has none.
std::string host_name();

/// False if the launcher says that this process is another than the first; true if it says nothing.
bool launched_as_first_rank();

/// The present time, ISO 8601 in UTC: "2026-05-25T12:00:00Z".
std::string utc_now();

/// What is known of an execution when it starts: host, Slurm job, time. `finished` is empty.
Provenance provenance_of_start(int ranks, int threads, const std::string& command);

}  // namespace bacelab
