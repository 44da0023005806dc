#include "experiments/worlds/import/jobs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/errors.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/import/job_report.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_states = 100;
constexpr const char* no_template = "of so many GPUs that no template takes them";

bool is_earlier(const KeptJob& a, const KeptJob& b) { return a.submit_s < b.submit_s; }

bool are_alike(const KeptJob& a, const KeptJob& b) {
  return a.submit_s == b.submit_s && a.gpus == b.gpus && a.duration_s == b.duration_s;
}

/// The number of a template among those that jobs have.
class ModelsOfTrace {
 public:
  explicit ModelsOfTrace(JobTrace& trace) : trace_(trace) {}

  std::uint32_t number_of(const JobShape& shape) {
    const auto [found, is_new] =
        numbers_.emplace(shape.model, static_cast<std::uint32_t>(trace_.models.size()));
    if (is_new) trace_.models.push_back(shape.model);
    return found->second;
  }

 private:
  JobTrace& trace_;
  std::map<TracedTemplate, std::uint32_t> numbers_;
};

}  // namespace

JobImport::JobImport(JobMapping mapping)
    : mapping_(std::move(mapping)),
      shapes_(mapping_.classes.empty()
                  ? default_gpu_classes("--template", mapping_.setting.templates)
                  : mapping_.classes,
              mapping_.setting, mapping_.gpus),
      too_small_(fmt::format(
          "of fewer than {} (kept by --template 1=NAME)",
          counted(static_cast<std::size_t>(shapes_.classes().front().least_gpus), "GPU"))) {
  for (const JobFilter& filter : mapping_.filters) {
    filter_reasons_.push_back(
        fmt::format("of another {} than {}", filter.option().substr(2), filter.text()));
  }
  if (mapping_.most_gpus) too_large_ = fmt::format("of more than {} GPUs", *mapping_.most_gpus);
  if (mapping_.longest_hours) too_long_ = fmt::format("of more than {} h", *mapping_.longest_hours);
  if (mapping_.window.is_set()) window_reason_ = "not submitted " + mapping_.window.text();
}

void JobImport::read(ByteSource& source, const std::string& name) {
  JobFile file(source, name, mapping_.columns, mapping_.clock);
  records_.files.push_back({name, file.columns().format().name, file.columns().text(file.csv())});
  while (file.next()) take(file);
  records_.files.back().rows = file.csv().rows();
}

void JobImport::take(const JobFile& file) {
  for (std::size_t i = 0; i < mapping_.filters.size(); ++i) {
    if (!mapping_.filters[i].takes(file)) return drop(filter_reasons_[i], file);
  }
  const JobRow& row = file.row();
  if (row.unusable) return drop(description_of(*row.unusable), file);
  if (mapping_.window.is_set() && !mapping_.window.contains(row.submit_s, mapping_.clock)) {
    return drop(window_reason_, file);
  }
  if (mapping_.longest_hours && row.duration_s > *mapping_.longest_hours * seconds_per_hour) {
    return drop(too_long_, file);
  }
  if (mapping_.most_gpus && row.gpus > *mapping_.most_gpus) return drop(too_large_, file);
  if (row.gpus < shapes_.classes().front().least_gpus) return drop(too_small_, file);
  if (shapes_.of(row.gpus) == nullptr) {
    ++records_.unkept[row.gpus];
    return drop(no_template, file);
  }
  ReadJobFile& read = records_.files.back();
  const auto number = static_cast<std::uint32_t>(records_.files.size() - 1);
  const KeptJob job = {row.submit_s, row.duration_s, static_cast<std::int32_t>(row.gpus), number};
  auto& jobs = records_.jobs;
  if (!jobs.empty() && jobs.back().file == number && is_earlier(job, jobs.back())) ++read.unsorted;
  jobs.push_back(job);
  note(file);
}

void JobImport::note(const JobFile& file) {
  const JobRow& row = file.row();
  if (row.gpu_share < 1.0) {
    ++records_.shared_gpus;
    records_.shared_hours += row.duration_s / seconds_per_hour;
    records_.shared_gpu_hours += row.gpu_share * row.duration_s / seconds_per_hour;
  }
  if (row.duration_s > records_.longest_s) {
    records_.longest_s = row.duration_s;
    records_.longest = file.place();
  }
  if (!file.has(JobField::state)) return;
  const std::string_view state = file.text(JobField::state, "--state");
  const auto known = records_.states.find(state);
  if (known != records_.states.end()) {
    ++known->second;
  } else if (records_.states.size() < most_states) {
    records_.states.emplace(state, 1);
  }
}

void JobImport::drop(std::string_view reason, const JobFile& file) {
  auto& all = records_.dropped;
  auto known = std::find_if(all.begin(), all.end(),
                            [&](const DroppedJobs& dropped) { return dropped.reason == reason; });
  if (known == all.end()) {
    known = all.insert(all.end(), {std::string(reason), 0, 0.0, file.place()});
  }
  ++known->count;
  const JobRow& row = file.row();
  if (!row.unusable) {
    known->gpu_hours += static_cast<double>(row.gpus) * row.duration_s / seconds_per_hour;
  }
}

void JobImport::require_distinct_files() const {
  if (records_.files.size() < 2) return;
  std::vector<std::size_t> kept(records_.files.size());
  for (const KeptJob& job : records_.jobs) ++kept[job.file];
  std::vector<KeptJob> jobs = records_.jobs;
  std::sort(jobs.begin(), jobs.end(), [](const KeptJob& a, const KeptJob& b) {
    return std::tie(a.submit_s, a.gpus, a.duration_s, a.file) <
           std::tie(b.submit_s, b.gpus, b.duration_s, b.file);
  });
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> twice;
  for (std::size_t i = 1; i < jobs.size(); ++i) {
    if (jobs[i].file != jobs[i - 1].file && are_alike(jobs[i], jobs[i - 1])) {
      ++twice[{jobs[i - 1].file, jobs[i].file}];
    }
  }
  for (const auto& [files, count] : twice) {
    const auto [a, b] = files;
    if (2 * count <= std::min(kept[a], kept[b])) continue;
    throw InputError(fmt::format(
        "{}: at least {} of its {} kept are in {} too, with the same submission, GPUs and "
        "duration; "
        "allowed: files of different jobs",
        records_.files[b].name, count, counted(kept[b], "job"), records_.files[a].name));
  }
}

JobTrace JobImport::trace() {
  JobTrace trace;
  trace.dated = mapping_.clock.is_dated();
  trace.work = mapping_.work;
  ModelsOfTrace models(trace);
  trace.jobs.reserve(records_.jobs.size());
  for (const KeptJob& job : records_.jobs) {
    const double hours = job.duration_s / seconds_per_hour;
    const double work = trace.work == TracedWork::gpu_hours ? job.gpus * hours : hours;
    trace.jobs.push_back({job.submit_s, work, models.number_of(*shapes_.of(job.gpus))});
  }
  if (trace.models.size() > TraceLimits::templates) {
    throw InputError(
        fmt::format("the jobs have {} different numbers of GPUs; allowed: at most {} "
                    "different templates with their sizes (fewer by --gpus template)",
                    trace.models.size(), TraceLimits::templates));
  }
  return trace;
}

Imported<JobTrace> JobImport::finish() {
  for (const JobFilter& filter : mapping_.filters) filter.require_found();
  if (records_.jobs.empty()) {
    std::vector<std::string> reasons;
    for (const DroppedJobs& dropped : records_.dropped) {
      reasons.push_back(fmt::format("{} {}", dropped.count, dropped.reason));
    }
    throw InputError(fmt::format(
        "{}: no job is left: {}", records_.files.front().name,
        reasons.empty() ? "there is no row" : fmt::format("{}", fmt::join(reasons, ", "))));
  }
  std::stable_sort(records_.jobs.begin(), records_.jobs.end(), is_earlier);
  require_distinct_files();
  Imported<JobTrace> result;
  result.content = trace();
  result.notes = report_on(records_, mapping_, shapes_);
  return result;
}

}  // namespace bacelab
