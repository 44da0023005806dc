#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "experiments/text/files.hpp"
#include "experiments/worlds/import/imported.hpp"
#include "experiments/worlds/inputs/job_trace.hpp"

namespace bacelab {

/// Jobs of so many GPUs or more, below the next class, are of this template.
struct GpuClass {
  std::int64_t least_gpus = 1;
  std::string model;
};

/// Texts GPUS=TEMPLATE, as classes in ascending order. Throws InputError, beginning with `option`,
/// for other texts, numbers given twice or none at all.
std::vector<GpuClass> parse_gpu_classes(std::string_view option,
                                        std::span<const std::string> texts);

/// How recorded jobs are converted.
struct JobMapping {
  std::vector<GpuClass> classes;  ///< ascending
  /// gpu_hours: GPUs times duration, whatever the stages of its template; hours: its duration at
  /// the template's best stage count.
  TracedWork work = TracedWork::gpu_hours;
  std::vector<std::string> clusters = {};  ///< empty: all
};

/// Recorded jobs of a cluster: the columns submit_s (or submit_time), gpus (or num_gpus, num_gpu),
/// duration_s (or duration) and, if clusters are chosen, cluster. Jobs of fewer GPUs than the
/// smallest class, of other clusters or without a duration are dropped; the rest is sorted by
/// submission. Throws InputError, also if no job is left.
Imported<JobTrace> import_jobs(ByteSource& source, const std::string& name,
                               const JobMapping& mapping);

}  // namespace bacelab
