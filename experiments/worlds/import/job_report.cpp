#include "experiments/worlds/import/job_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "experiments/text/moments.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/import/job_sizes.hpp"

namespace bacelab {
namespace {

using Notes = std::vector<std::string>;

constexpr std::size_t most_unkept = 40;  // sizes in a message

std::string hours_text(double seconds) {
  return seconds < seconds_per_hour ? fmt::format("{:.0f} s", seconds)
                                    : fmt::format("{:.1f} h", seconds / seconds_per_hour);
}

void add_read(const JobRecords& records, Notes& notes) {
  for (const ReadJobFile& file : records.files) {
    notes.push_back(fmt::format("read {}: {}, as {} ({})", file.name, counted(file.rows, "job"),
                                file.format, file.columns));
    if (file.unsorted > 0) {
      notes.push_back(fmt::format("sorted {}: {} before the row above", file.name,
                                  counted(file.unsorted, "job")));
    }
  }
  for (const DroppedJobs& dropped : records.dropped) {
    notes.push_back(fmt::format(
        "dropped {} {}{} (first: {})", counted(dropped.count, "job"), dropped.reason,
        dropped.gpu_hours > 0.0 ? fmt::format(", {:.1f} GPU-hours", dropped.gpu_hours) : "",
        dropped.first));
  }
}

/// The sizes that no template takes.
void add_unkept(const JobRecords& records, const JobMapping& mapping, const JobShapes& shapes,
                Notes& notes) {
  if (records.unkept.empty()) return;
  Notes sizes;
  for (const auto& [gpus, jobs] : records.unkept) {
    if (sizes.size() == most_unkept) break;
    sizes.push_back(fmt::format("{} ({})", gpus, counted(jobs, "job")));
  }
  if (records.unkept.size() > most_unkept) sizes.emplace_back("...");
  const bool anywhere = mapping.setting.regions.front().gpus == unknown_region_gpus;
  notes.push_back(fmt::format(
      "no template takes so many GPUs{}: {}{}", anywhere ? "" : " in the study's regions",
      fmt::join(sizes, ", "),
      anywhere ? fmt::format("; one for jobs of few GPUs may, such as --template {}=qwen2.5-1.5b",
                             shapes.classes().front().least_gpus)
               : ""));
}

std::string time_text(double seconds, bool dated) {
  return dated ? utc_text(seconds) : fmt::format("{}", seconds);
}

void add_kept(const JobRecords& records, const JobMapping& mapping, Notes& notes) {
  const auto& jobs = records.jobs;
  const bool dated = mapping.clock.is_dated();
  std::vector<double> durations;
  durations.reserve(jobs.size());
  for (const KeptJob& job : jobs) durations.push_back(job.duration_s);
  std::sort(durations.begin(), durations.end());
  const std::size_t half = durations.size() / 2;
  const double median =
      durations.size() % 2 == 1 ? durations[half] : 0.5 * (durations[half - 1] + durations[half]);
  notes.push_back(fmt::format(
      "kept {} from {} to {} {} ({:.1f} days); durations of {} to {} ({}), median {}",
      counted(jobs.size(), "job"), time_text(jobs.front().submit_s, dated),
      time_text(jobs.back().submit_s, dated), dated ? "UTC" : "s",
      (jobs.back().submit_s - jobs.front().submit_s) / 86400.0, hours_text(durations.front()),
      hours_text(durations.back()), records.longest, hours_text(median)));
  if (records.states.empty()) return;
  std::vector<std::string> states;
  for (const auto& [state, count] : records.states) {
    states.push_back(fmt::format("{} {}", count, state.empty() ? "(empty)" : shown_key(state)));
  }
  notes.push_back(fmt::format("states of the kept jobs: {}", fmt::join(states, ", ")));
}

/// Files whose jobs were submitted at the same time.
void add_overlaps(const JobRecords& records, Notes& notes) {
  struct Span {
    double first = 0.0;
    double last = 0.0;
  };
  std::map<std::uint32_t, Span> spans;
  for (const KeptJob& job : records.jobs) {
    const auto [span, is_new] = spans.emplace(job.file, Span{job.submit_s, job.submit_s});
    span->second.last = job.submit_s;
  }
  const std::size_t overlapping =
      static_cast<std::size_t>(std::count_if(spans.begin(), spans.end(), [&](const auto& of_file) {
        return std::any_of(spans.begin(), spans.end(), [&](const auto& other) {
          return other.first != of_file.first && other.second.first <= of_file.second.last &&
                 of_file.second.first <= other.second.last;
        });
      }));
  if (overlapping == 0) return;
  notes.push_back(
      fmt::format("{} overlap in time: their jobs are taken together, as those of one "
                  "time",
                  counted(overlapping, "file")));
}

/// GPU-hours over the time in which as many jobs come as there are: MODEL.md section 10.
void add_load(const JobRecords& records, const JobMapping& mapping, Notes& notes) {
  double gpu_hours = 0.0;
  for (const KeptJob& job : records.jobs) {
    gpu_hours += job.gpus * job.duration_s / seconds_per_hour;
  }
  const auto jobs = static_cast<double>(records.jobs.size());
  const double span_h =
      (records.jobs.back().submit_s - records.jobs.front().submit_s) / seconds_per_hour;
  if (!(span_h > 0.0)) {
    notes.push_back(fmt::format("offered: {:.1f} GPU-hours, all at one time", gpu_hours));
    return;
  }
  const double busy = gpu_hours / (span_h * jobs / (jobs - 1.0));
  const double total = mapping.total_gpus.value_or(1000.0);
  notes.push_back(fmt::format(
      "offered: {:.1f} GPU-hours in {:.1f} h keep {:.1f} GPUs busy (load 1); load {:.3g} of {:.0f} "
      "GPUs{}",
      gpu_hours, span_h, busy, busy / total, total,
      mapping.total_gpus ? "" : " (--gpus-total for another number)"));
}

void add_assumptions(const JobRecords& records, const JobMapping& mapping, JobShapes& shapes,
                     Notes& notes) {
  const auto assume = [&](const std::string& what) { notes.push_back("assumed: " + what); };
  if (const std::string times = mapping.clock.assumption(); !times.empty()) assume(times);
  if (records.shared_gpus > 0) {
    assume(fmt::format(
        "{} of a part of a GPU (gpu_milli) had all of it: {:.1f} GPU-hours instead of {:.1f}",
        counted(records.shared_gpus, "job"), records.shared_hours, records.shared_gpu_hours));
  }
  for (const ReadJobFile& file : records.files) {
    if (file.format != "kalos") continue;
    assume(
        "a job of kalos has gpu_workers x gpu_per_worker GPUs, for num_iteration x "
        "(iteration_computing_time + iteration_networking_time) s");
    break;
  }
  std::set<std::string> types;
  for (const RegionGpus& region : mapping.setting.regions) types.insert(region.type.name);
  assume(fmt::format("GPUs have the memory of {}; the work of a job is {} at its best stage count",
                     fmt::join(types, ", "),
                     mapping.work == TracedWork::gpu_hours ? "its GPU-hours" : "its duration"));
  if (!mapping.classes.empty()) return;
  Notes classes;
  for (const GpuClass& of_class : shapes.classes()) {
    classes.push_back(fmt::format("{}={}", of_class.least_gpus, of_class.model));
  }
  assume(fmt::format("templates by GPUs: {} (--template)", fmt::join(classes, ", ")));
}

void add_study(const JobRecords& records, JobShapes& shapes, Notes& notes) {
  std::set<std::string> used;
  for (const KeptJob& job : records.jobs) used.insert(shapes.of(job.gpus)->model.name);
  Notes names;
  for (const GpuClass& of_class : shapes.classes()) {
    if (used.erase(of_class.model) > 0) {
      names.push_back(fmt::format("\"{}\"", shown_key(of_class.model)));
    }
  }
  notes.push_back(fmt::format(
      "in a study: this file as trace.file, arrivals.process = \"trace\", "
      "work.distribution = \"trace\", jobs.count = {}, jobs.templates_from = \"trace\", "
      "jobs.templates = [{}]",
      records.jobs.size(), fmt::join(names, ", ")));
}

}  // namespace

std::vector<std::string> report_on(const JobRecords& records, const JobMapping& mapping,
                                   JobShapes& shapes) {
  Notes notes;
  add_read(records, notes);
  add_unkept(records, mapping, shapes, notes);
  add_kept(records, mapping, notes);
  add_overlaps(records, notes);
  for (std::string& note : sizes_report(records, mapping, shapes)) notes.push_back(std::move(note));
  add_load(records, mapping, notes);
  add_assumptions(records, mapping, shapes, notes);
  add_study(records, shapes, notes);
  return notes;
}

}  // namespace bacelab
