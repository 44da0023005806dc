#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bacelab {

/// slurm/study.sbatch as it was when the program was built.
std::string_view study_script();

/// How the cores of one node are shared out.
struct NodeLayout {
  int ranks = 1;
  int threads = 1;  ///< of each rank

  [[nodiscard]] int cores_used() const { return ranks * threads; }
  bool operator==(const NodeLayout&) const = default;
};

/// Threads of a rank that share memory well: on common nodes no more cores share a memory domain.
inline constexpr int most_threads = 16;

/// A layout for a node with this many cores. If `ranks` is given, threads for these; otherwise up
/// to `most_threads` cores make one rank, and more cores an even number of ranks, as most nodes
/// have two sockets: of all numbers that need no more than `most_threads` threads, up to twice the
/// smallest, the one that leaves the fewest cores idle, and of these the smallest. Throws
/// InputError if there are more ranks than cores.
NodeLayout choose_layout(int cores, std::optional<int> ranks = {});

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
  bool layout_chosen = true;           ///< by this program, not by the user
  bool one_thread_of_a_rank = false;  ///< is all that works at a time (policies in Python)
  double time_s = 0.0;
  int max_requeues = 0;
};

/// How many threads of all its ranks work at a time.
std::size_t working_threads(const BatchJob& job);

/// Seconds before the time limit at which the job is told to stop: enough to write what is
/// finished, but not most of a short job.
int stop_lead_s(double time_s);

/// "02:00:00", "1-12:00:00": as Slurm writes a time.
std::string slurm_time(double seconds);

/// The batch script of the job: slurm/study.sbatch, filled in. Throws InputError if Slurm would not
/// accept the account or the partition.
std::string batch_script(const BatchJob& job);

}  // namespace bacelab
