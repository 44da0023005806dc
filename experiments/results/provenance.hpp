#pragma once

#include <cstdint>
#include <string>

namespace bacelab {

/// How a study was executed: what may differ between two executions with equal results.
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
};

}  // namespace bacelab
