#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "experiments/text/files.hpp"

namespace bacelab {

/// The latest time and the longest duration that a trace may have, s.
inline constexpr double most_trace_s = 1e12;

/// How a trace gives the work of its jobs.
enum class TracedWork {
  none,
  iterations,
  hours,      ///< of E_j, the time at the best stage count without transfers
  gpu_hours,  ///< of all GPUs together, in the same way
};

struct TracedJob {
  double submit_s = 0.0;
  double work = 0.0;        ///< in the unit of the trace's TracedWork
  std::uint32_t model = 0;  ///< index into the trace's models
};

/// Jobs that were recorded. The file: a column `submit_s` (seconds from any origin, ascending), and
/// optionally `template` (a name) and one of `iterations`, `hours` and `gpu_hours`.
struct JobTrace {
  std::string file;
  TracedWork work = TracedWork::none;
  std::vector<std::string> models;       ///< names, in the order in which they first appear
  std::vector<std::size_t> model_lines;  ///< of the file, where each first appears
  std::vector<TracedJob> jobs;           ///< at least one
};

/// Throws InputError, also for a trace without jobs or out of order.
JobTrace parse_job_trace(ByteSource& source, const std::string& name);

/// In the form that parse_job_trace reads.
void write_job_trace(std::ostream& out, const JobTrace& trace);

}  // namespace bacelab
