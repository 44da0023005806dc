#include "experiments/worlds/import/jobs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "core/errors.hpp"
#include "experiments/text/csv_table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr double most_gpus_of_job = 1e6;

/// The first of several names that a column may have.
CsvColumn column_of(const CsvTable& csv, const std::vector<const char*>& names) {
  for (const char* name : names) {
    if (const auto found = csv.find(name)) return *found;
  }
  return csv.column(names.front());
}

/// The class of a job; empty if it has too few GPUs.
const GpuClass* class_of(const std::vector<GpuClass>& classes, std::int64_t gpus) {
  const GpuClass* found = nullptr;
  for (const GpuClass& candidate : classes) {
    if (candidate.least_gpus <= gpus) found = &candidate;
  }
  return found;
}

bool is_chosen(std::string_view cluster, const std::vector<std::string>& clusters) {
  return clusters.empty() || std::find(clusters.begin(), clusters.end(), cluster) != clusters.end();
}

struct Dropped {
  std::size_t small = 0;
  std::size_t other_clusters = 0;
  std::size_t instant = 0;
};

/// The number of a template among those that jobs have.
std::uint32_t number_of(const std::string& model, JobTrace& trace) {
  const auto found = std::find(trace.models.begin(), trace.models.end(), TracedTemplate{model});
  const auto number = static_cast<std::uint32_t>(found - trace.models.begin());
  if (found == trace.models.end()) trace.models.push_back({model});
  return number;
}

void put_notes(const std::string& name, std::size_t rows, const Dropped& dropped,
               std::size_t unsorted, const JobMapping& mapping, Imported<JobTrace>& result) {
  const auto& jobs = result.content.jobs;
  auto& notes = result.notes;
  notes.push_back(fmt::format("{}: read {}, kept {} over {:.1f} days", name, counted(rows, "job"),
                              jobs.size(),
                              (jobs.back().submit_s - jobs.front().submit_s) / 86400.0));
  if (!mapping.clusters.empty()) {
    notes.push_back(fmt::format("dropped {} of other clusters than {}",
                                counted(dropped.other_clusters, "job"),
                                fmt::join(mapping.clusters, ", ")));
  }
  notes.push_back(
      fmt::format("dropped {} of fewer than {}", counted(dropped.small, "job"),
                  counted(static_cast<std::size_t>(mapping.classes.front().least_gpus), "GPU")));
  if (dropped.instant > 0) {
    notes.push_back(fmt::format("dropped {} without a duration", counted(dropped.instant, "job")));
  }
  if (unsorted > 0) {
    notes.push_back(fmt::format("sorted: {} before the row above", counted(unsorted, "job")));
  }
  std::vector<std::size_t> of_model(result.content.models.size());
  for (const TracedJob& job : jobs) ++of_model[job.model];
  for (std::size_t i = 0; i < of_model.size(); ++i) {
    notes.push_back(
        fmt::format("{}: {}", shown_key(full_name(result.content.models[i])), counted(of_model[i], "job")));
  }
  notes.emplace_back(
      mapping.work == TracedWork::gpu_hours
          ? "work: the GPU-hours of the record, at the best stage count of the template"
          : "work: the duration of the record, at the best stage count of the template");
}

}  // namespace

std::vector<GpuClass> parse_gpu_classes(std::string_view option,
                                        std::span<const std::string> texts) {
  std::vector<GpuClass> classes;
  for (const std::string& text : texts) {
    const std::size_t sign = std::min(text.find('='), text.size());
    GpuClass parsed;
    const char* const end = text.data() + sign;
    const auto [last, error] = std::from_chars(text.data(), end, parsed.least_gpus);
    if (error != std::errc() || last != end || parsed.least_gpus < 1 || sign + 1 >= text.size()) {
      throw InputError(fmt::format("{} {}: must be GPUS=TEMPLATE, such as 8=qwen2.5-14b", option,
                                   shown_key(text)));
    }
    parsed.model = text.substr(sign + 1);
    classes.push_back(parsed);
  }
  if (classes.empty()) {
    throw InputError(fmt::format("{}: at least one is needed, such as 8=qwen2.5-14b", option));
  }
  const auto fewer = [](const GpuClass& a, const GpuClass& b) {
    return a.least_gpus < b.least_gpus;
  };
  std::stable_sort(classes.begin(), classes.end(), fewer);
  for (std::size_t i = 1; i < classes.size(); ++i) {
    if (classes[i].least_gpus != classes[i - 1].least_gpus) continue;
    throw InputError(fmt::format("{}: {} is given twice", option,
                                 counted(static_cast<std::size_t>(classes[i].least_gpus), "GPU")));
  }
  return classes;
}

Imported<JobTrace> import_jobs(ByteSource& source, const std::string& name,
                               const JobMapping& mapping) {
  CsvTable csv(source, name);
  const CsvColumn submit = column_of(csv, {"submit_s", "submit_time"});
  const CsvColumn gpus = column_of(csv, {"gpus", "num_gpus", "num_gpu"});
  const CsvColumn duration = column_of(csv, {"duration_s", "duration"});
  // Read only if clusters are chosen.
  const CsvColumn cluster = mapping.clusters.empty() ? submit : csv.column("cluster");
  Imported<JobTrace> result;
  JobTrace& trace = result.content;
  trace.file = name;
  trace.work = mapping.work;
  Dropped dropped;
  std::size_t unsorted = 0;
  while (csv.next()) {
    TracedJob job;
    job.submit_s = csv.number(submit, Bounds::between(-most_trace_s, most_trace_s).in("s"));
    const std::int64_t count = csv.integer(gpus, Bounds::between(0, most_gpus_of_job));
    const double hours = csv.number(duration, Bounds::between(0.0, most_trace_s).in("s")) / 3600.0;
    const GpuClass* const of_class = class_of(mapping.classes, count);
    if (!is_chosen(csv.text(cluster), mapping.clusters)) {
      ++dropped.other_clusters;
    } else if (of_class == nullptr) {
      ++dropped.small;
    } else if (!(hours > 0.0)) {
      ++dropped.instant;
    } else {
      job.work = mapping.work == TracedWork::gpu_hours ? static_cast<double>(count) * hours : hours;
      job.model = number_of(of_class->model, trace);
      if (!trace.jobs.empty() && job.submit_s < trace.jobs.back().submit_s) ++unsorted;
      trace.jobs.push_back(job);
    }
  }
  if (trace.jobs.empty()) {
    throw InputError(
        fmt::format("{}: no job is left of {}: {} of fewer than {} GPUs, {} of other "
                    "clusters, {} without a duration",
                    name, csv.rows(), dropped.small, mapping.classes.front().least_gpus,
                    dropped.other_clusters, dropped.instant));
  }
  std::stable_sort(trace.jobs.begin(), trace.jobs.end(),
                   [](const TracedJob& a, const TracedJob& b) { return a.submit_s < b.submit_s; });
  put_notes(name, csv.rows(), dropped, unsorted, mapping, result);
  return result;
}

}  // namespace bacelab
