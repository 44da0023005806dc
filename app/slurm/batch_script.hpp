#pragma once

#include <string>
#include <vector>

#include "app/slurm/node_layout.hpp"

namespace bacelab {

/// One job of Slurm that runs a study.
struct BatchJob {
  std::string program;  ///< path of this program
  std::string study;
  std::string output;
  std::vector<std::string> settings;  ///< KEY=VALUE texts of --set
  std::string account;                ///< empty: the user's own
  std::string partition;              ///< empty: the site's own
  int nodes = 1;
  int cores_per_node = 1;
  NodeLayout layout;
  bool layout_chosen = true;  ///< by this program, not by the user
  double time_s = 0.0;
  int max_requeues = 0;
};

/// Seconds before the time limit at which the job is told to stop: enough to write what is
/// finished, and not most of a short job.
int stop_lead_s(double time_s);

/// "02:00:00", "1-12:00:00": as Slurm writes a time.
std::string slurm_time(double seconds);

/// The batch script of the job: slurm/study.sbatch, filled in. Throws InputError if Slurm would
/// not take the account or the partition.
std::string batch_script(const BatchJob& job);

}  // namespace bacelab
