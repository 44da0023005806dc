#include "experiments/worlds/import/job_sizes.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <map>

#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t most_sizes = 40;  // lines of the table

/// Jobs of one number of GPUs.
struct JobsOfSize {
  std::size_t jobs = 0;
  double hours = 0.0;  ///< of their durations
};
using JobsBySize = std::map<std::int32_t, JobsOfSize>;

JobsBySize by_size(const JobRecords& records) {
  JobsBySize sizes;
  for (const KeptJob& job : records.jobs) {
    JobsOfSize& size = sizes[job.gpus];
    ++size.jobs;
    size.hours += job.duration_s / seconds_per_hour;
  }
  return sizes;
}

/// Hours that jobs of this size take in the model, with nothing in their way.
double hours_in_model(std::int32_t gpus, const JobsOfSize& size, const JobShape& shape,
                      TracedWork work) {
  if (work == TracedWork::hours) return size.hours;
  return size.hours * gpus / static_cast<double>(shape.gpus());
}

void add_sizes(const JobsBySize& sizes, const JobMapping& mapping, JobShapes& shapes,
               Lines& lines) {
  const bool kept = shapes.rule() == GpuRule::record;
  lines.push_back(kept ? "converted: each job keeps its recorded GPUs"
                       : "converted: each job has the GPUs of its template, whatever its record");
  std::vector<Align> columns = {Align::right, Align::right, Align::left, Align::right};
  Lines titles = {"GPUs", "jobs", "template", "stages x tensor x data"};
  if (!kept) {
    columns.push_back(Align::right);
    titles.emplace_back("now");
  }
  columns.insert(columns.end(), {Align::right, Align::right});
  titles.insert(titles.end(), {"h recorded", "h model"});
  TextTable table(columns);
  table.add_row(titles);
  std::size_t rows = 0;
  for (const auto& [gpus, size] : sizes) {
    if (rows++ == most_sizes) break;
    const JobShape& shape = *shapes.of(gpus);
    Lines cells = {
        std::to_string(gpus), std::to_string(size.jobs), shown_key(shape.model.name),
        fmt::format("{} x {} x {}", shape.stages, shape.tensor_parallel, shape.data_parallel)};
    if (!kept) cells.push_back(std::to_string(shape.gpus()));
    cells.push_back(fmt::format("{:.1f}", size.hours));
    cells.push_back(fmt::format("{:.1f}", hours_in_model(gpus, size, shape, mapping.work)));
    table.add_row(cells);
  }
  for (const std::string& line : table.lines()) lines.push_back("  " + line);
  if (sizes.size() > most_sizes) {
    lines.push_back(fmt::format("  ... and {} larger sizes", sizes.size() - most_sizes));
  }
}

/// Micro-batches that are computed for nothing.
void add_padding(const JobsBySize& sizes, const JobMapping& mapping, JobShapes& shapes,
                 Lines& lines) {
  std::size_t jobs = 0;
  for (const auto& [gpus, size] : sizes) {
    const JobShape& shape = *shapes.of(gpus);
    for (const Template& model : mapping.setting.templates) {
      if (model.name == shape.model.name && model.micro_batches % shape.data_parallel != 0) {
        jobs += size.jobs;
      }
    }
  }
  if (jobs == 0) return;
  lines.push_back(
      fmt::format("of {} data_parallel does not divide the micro-batches, so that some "
                  "are padding",
                  counted(jobs, "job")));
}

void add_distortion(const JobsBySize& sizes, const JobMapping& mapping, JobShapes& shapes,
                    Lines& lines) {
  if (shapes.rule() == GpuRule::record) return;
  double jobs = 0.0;
  double others = 0.0;
  double recorded_gpus = 0.0;
  double model_gpus = 0.0;
  double recorded_hours = 0.0;
  double model_hours = 0.0;
  for (const auto& [gpus, size] : sizes) {
    const JobShape& shape = *shapes.of(gpus);
    const auto count = static_cast<double>(size.jobs);
    jobs += count;
    if (shape.gpus() != gpus) others += count;
    recorded_gpus += count * gpus;
    model_gpus += count * static_cast<double>(shape.gpus());
    recorded_hours += size.hours;
    model_hours += hours_in_model(gpus, size, shape, mapping.work);
  }
  lines.push_back(fmt::format(
      "distorted: {} of {} have other GPUs than recorded; on average a job has {:.1f} GPUs instead "
      "of {:.1f}, for {:.2f} h instead of {:.2f}",
      others, counted(static_cast<std::size_t>(jobs), "job"), model_gpus / jobs,
      recorded_gpus / jobs, model_hours / jobs, recorded_hours / jobs));
}

}  // namespace

std::vector<std::string> sizes_report(const JobRecords& records, const JobMapping& mapping,
                                      JobShapes& shapes) {
  Lines lines;
  const JobsBySize sizes = by_size(records);
  add_sizes(sizes, mapping, shapes, lines);
  add_padding(sizes, mapping, shapes, lines);
  add_distortion(sizes, mapping, shapes, lines);
  return lines;
}

}  // namespace bacelab
