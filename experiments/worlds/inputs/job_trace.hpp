#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "experiments/text/files.hpp"

namespace bacelab {

/// The latest time and the longest duration that a trace may have, s.
inline constexpr double most_trace_s = 1e12;

/// Of a dated trace: the year 9999, s since 1970-01-01 00:00 UTC.
inline constexpr double most_utc_s = 253'402'300'800.0;

/// How many different templates a trace may have, and what their sizes may be at most.
struct TraceLimits {
  static constexpr std::size_t templates = 1000;
  static constexpr double max_stages = 1e6;
  static constexpr double tensor_parallel = 1e3;
  static constexpr double data_parallel = 1e6;
};

/// How a trace gives the work of its jobs.
enum class TracedWork {
  none,
  iterations,
  hours,      ///< of E_j, the time at the best stage count without transfers
  gpu_hours,  ///< of all GPUs together, in the same way
};

/// The template of recorded jobs: one of the study's, with sizes of its own where they are given.
/// The GPUs of the record are max_stages tensor_parallel data_parallel.
struct TracedTemplate {
  std::string name;
  std::optional<int> max_stages = {};
  std::optional<int> tensor_parallel = {};
  std::optional<int> data_parallel = {};

  auto operator<=>(const TracedTemplate&) const = default;
};

/// The name of a template with sizes of its own, "qwen2.5-14b:16x2x4" (max_stages x tensor_parallel
/// x data_parallel, "*" for one that is the study's); without any, the study's name of it.
/// Different ones have different names.
std::string full_name(const TracedTemplate& model);

struct TracedJob {
  double submit_s = 0.0;
  double work = 0.0;        ///< in the unit of the trace's TracedWork
  std::uint32_t model = 0;  ///< index into the trace's models
};

/// Jobs that were recorded. The file: a column `submit_s` (seconds from any origin, ascending) or
/// `submit_utc_s` (since 1970-01-01 00:00 UTC), and optionally `template` (a name) with any of
/// `max_stages`, `tensor_parallel` and `data_parallel` (whole numbers that replace those of the
/// template for this job; an empty field does not), and one of `iterations`, `hours` and
/// `gpu_hours`.
struct JobTrace {
  std::string file;
  bool dated = false;  ///< submit_s is since 1970-01-01 00:00 UTC
  TracedWork work = TracedWork::none;
  std::vector<TracedTemplate> models;  ///< different ones, in the order in which they first appear
  std::vector<std::size_t> model_lines;  ///< of the file, where each first appears
  std::vector<TracedJob> jobs;           ///< at least one
};

/// Throws InputError, also for a trace without jobs, out of order or with more than
/// TraceLimits::templates models.
JobTrace parse_job_trace(ByteSource& source, const std::string& name);

/// In the form that parse_job_trace reads.
void write_job_trace(std::ostream& out, const JobTrace& trace);

}  // namespace bacelab
