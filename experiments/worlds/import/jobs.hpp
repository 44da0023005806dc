#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/text/files.hpp"
#include "experiments/worlds/import/imported.hpp"
#include "experiments/worlds/import/job_clock.hpp"
#include "experiments/worlds/import/job_filters.hpp"
#include "experiments/worlds/import/job_formats.hpp"
#include "experiments/worlds/import/job_rows.hpp"
#include "experiments/worlds/import/job_shapes.hpp"
#include "experiments/worlds/inputs/job_trace.hpp"

namespace bacelab {

/// How recorded jobs are converted.
struct JobMapping {
  std::vector<GpuClass> classes;  ///< ascending; without any, default_gpu_classes(), if it has some
  JobSetting setting;             ///< with the templates of the classes
  GpuRule gpus = GpuRule::record;
  /// gpu_hours: GPUs times duration; hours: its duration. With GpuRule::record both are the same.
  TracedWork work = TracedWork::gpu_hours;
  JobColumnChoice columns = {};
  std::vector<JobFilter> filters = {};
  JobWindow window = {{}, {}};
  std::optional<double> longest_hours = {};    ///< longer jobs are dropped
  std::optional<std::int64_t> most_gpus = {};  ///< jobs with more are dropped
  JobClock clock = JobClock();
  std::optional<double> total_gpus = {};  ///< of the cluster, to which the load is said
};

/// A job of a record that is kept.
struct KeptJob {
  double submit_s = 0.0;
  double duration_s = 0.0;
  std::int32_t gpus = 0;
  std::uint32_t file = 0;  ///< index among those that were read
};

/// Jobs that were dropped for one reason.
struct DroppedJobs {
  std::string reason;  ///< after "12 jobs"
  std::size_t count = 0;
  double gpu_hours = 0.0;  ///< of those that say so
  std::string first;       ///< "FILE:LINE"
};

/// What was read of one file.
struct ReadJobFile {
  std::string name;
  std::string format;
  std::string columns;
  std::size_t rows = 0;
  std::size_t unsorted = 0;  ///< before the row above
};

/// All that was read.
struct JobRecords {
  std::vector<ReadJobFile> files;
  std::vector<KeptJob> jobs;  ///< by time of submission
  std::vector<DroppedJobs> dropped;
  std::map<std::int64_t, std::size_t> unkept;  ///< jobs that no template takes, by their GPUs
  std::map<std::string, std::size_t, std::less<>> states;  ///< of kept jobs
  std::size_t shared_gpus = 0;                             ///< kept jobs that had a part of a GPU
  double shared_hours = 0.0;                               ///< of these
  double shared_gpu_hours = 0.0;                           ///< of the parts that they had
  double longest_s = 0.0;                                  ///< duration of a kept job
  std::string longest;                                     ///< "FILE:LINE" of that job
};

/// Reads public files of jobs, one after the other, and makes one trace of them. Each is read as a
/// stream; jobs that are kept take 24 bytes.
class JobImport {
 public:
  explicit JobImport(JobMapping mapping);

  /// Throws InputError, also for a file whose times are of another kind than those before it.
  void read(ByteSource& source, const std::string& name);
  /// The trace of all files. Throws InputError if no job is left, if a filter asks for a text that
  /// does not occur, or if most jobs of a file are those of another one.
  Imported<JobTrace> finish();

 private:
  void take(const JobFile& file);
  void drop(std::string_view reason, const JobFile& file);
  /// What the report says of a job that is kept.
  void note(const JobFile& file);
  void require_distinct_files() const;
  [[nodiscard]] JobTrace trace();

  JobMapping mapping_;
  JobShapes shapes_;
  // Reasons for which jobs are dropped.
  std::string too_small_;
  std::string too_large_;
  std::string too_long_;
  std::vector<std::string> filter_reasons_;  // of each filter
  std::string window_reason_;
  JobRecords records_;
};

}  // namespace bacelab
