#pragma once

#include <cstdint>
#include <string>

namespace bacelab {

/// How a study was executed: everything that may differ between two executions with equal results.
/// Empty texts and absent Slurm data are written as they are.
struct Provenance {
  std::int64_t ranks = 1;
  std::int64_t threads = 1;  ///< of each rank
  std::string host;
  std::string slurm_job_id;
  std::int64_t slurm_restart_count = 0;
  std::string started;   ///< ISO 8601, UTC
  std::string finished;  ///< ISO 8601, UTC
  std::string command;
  std::string study_directory;  ///< to which the names of the study's files are relative
};

/// The name of this machine; empty if it has none.
std::string host_name();

/// False if the launcher says that this process is not the first one; true if it says nothing.
bool launched_as_first_rank();

/// The present time, ISO 8601 in UTC: "2026-05-25T12:00:00Z".
std::string utc_now();

/// What is known of an execution when it starts: host, Slurm job, time. `finished` is empty.
Provenance provenance_of_start(int ranks, int threads, const std::string& command);

}  // namespace bacelab
