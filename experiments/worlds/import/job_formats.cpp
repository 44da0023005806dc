#include "experiments/worlds/import/job_formats.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "experiments/text/csv_roles.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::array<const char*, job_fields> field_names = {
    "submit", "gpus",  nullptr,   nullptr, "duration", "start", "end", nullptr,
    nullptr,  nullptr, "cluster", "state", "type",     "user",  "vc"};

/// The names that `plain` accepts, the first that a file has being taken.
std::vector<std::pair<JobField, const char*>> common_names() {
  using enum JobField;
  return {{submit, "submit_s"},
          {submit, "submit_utc_s"},
          {submit, "submit_time"},
          {submit, "submission_time"},
          {submit, "timestamp"},
          {submit, "arrival_time"},
          {submit, "creation_time"},
          {gpus, "gpus"},
          {gpus, "num_gpus"},
          {gpus, "num_gpu"},
          {gpus, "gpu_num"},
          {duration, "duration_s"},
          {duration, "duration"},
          {duration, "run_time"},
          {start, "start_s"},
          {start, "start_time"},
          {end, "end_s"},
          {end, "end_time"},
          {cluster, "cluster"},
          {state, "state"},
          {state, "status"},
          {type, "type"},
          {user, "user"},
          {vc, "vc"}};
}

/// Has the file all columns of a format but those that the user names?
bool is_told(const CsvTable& csv, const JobFormat& format, const JobColumnChoice& choice) {
  return std::all_of(format.columns.begin(), format.columns.end(), [&](const auto& column) {
    return choice.columns.contains(column.first) || csv.find(column.second);
  });
}

const JobFormat& told_format(const CsvTable& csv, const JobColumnChoice& choice) {
  const Registry<JobFormat> formats = job_formats();
  if (choice.format) return formats.at(*choice.format, "format");
  for (const JobFormat& format : formats) {
    if (&format != &formats.at("plain", "format") && is_told(csv, format, choice)) return format;
  }
  return formats.at("plain", "format");
}

std::vector<std::string> accepted_names(const JobFormat& format, JobField field) {
  std::vector<std::string> names;
  for (const auto& [of, name] : format.columns) {
    if (of == field) names.emplace_back(name);
  }
  return names;
}

}  // namespace

const char* name_of(JobField field) { return field_names[static_cast<std::size_t>(field)]; }

Registry<JobFormat> job_formats() {
  using enum JobField;
  static const auto formats = std::to_array<JobFormat>({
      {"helios",
       "S-Lab-System-Group/HeliosData, cluster_log.csv",
       {{submit, "submit_time"},
        {gpus, "gpu_num"},
        {duration, "duration"},
        {state, "state"},
        {user, "user"},
        {vc, "vc"}}},
      {"acme",
       "InternLM/AcmeTrace, trace_seren.csv and trace_kalos.csv",
       {{submit, "submit_time"},
        {gpus, "gpu_num"},
        {duration, "duration"},
        {state, "state"},
        {user, "user"},
        {type, "type"}}},
      {"kalos",
       "jobs of Kalos (InternLM/AcmeTrace) as iterations and their times",
       {{submit, "arrival_time"},
        {gpus, "gpu_workers"},
        {gpus_of_worker, "gpu_per_worker"},
        {iterations, "num_iteration"},
        {computing, "iteration_computing_time"},
        {networking, "iteration_networking_time"}}},
      {"alibaba",
       "alibaba/clusterdata, cluster-trace-gpu-v2023, openb_pod_list",
       {{submit, "creation_time"},
        {gpus, "num_gpu"},
        {gpu_share, "gpu_milli"},
        {start, "scheduled_time"},
        {end, "deletion_time"},
        {state, "pod_phase"},
        {type, "qos"}}},
      {"philly",
       "Microsoft Philly as in siasosp23/artifacts",
       {{submit, "timestamp"}, {gpus, "num_gpus"}, {duration, "duration"}, {cluster, "cluster"}}},
      {"itp",
       "microsoft/elasticflow-traces, a file a cluster",
       {{submit, "submission_time"}, {gpus, "num_gpu"}, {duration, "duration"}}},
      {"plain", "common names of columns", common_names()},
  });
  static const Registry registry(formats);
  return registry;
}

JobColumns::JobColumns(const CsvTable& csv, const JobColumnChoice& choice)
    : format_(&told_format(csv, choice)) {
  using enum JobField;
  for (const auto& [field, name] : choice.columns) {
    columns_[static_cast<std::size_t>(field)] = csv.column(name);
  }
  for (const auto& [field, name] : format_->columns) {
    auto& column = columns_[static_cast<std::size_t>(field)];
    if (!column) column = csv.find(name);
  }
  // What the user names replaces what would follow from several columns.
  if (choice.columns.contains(duration)) drop({iterations, start, end}, choice);
  if (choice.columns.contains(gpus)) drop({gpus_of_worker, gpu_share}, choice);
  require(csv, submit);
  require(csv, gpus);
  if (find(iterations)) {
    require(csv, computing);
    require(csv, networking);
  } else if (!find(duration) && !(find(start) && find(end))) {
    require(csv, find(start) ? end : duration);
  }
}

void JobColumns::drop(std::initializer_list<JobField> fields, const JobColumnChoice& choice) {
  for (const JobField field : fields) {
    if (!choice.columns.contains(field)) columns_[static_cast<std::size_t>(field)].reset();
  }
}

void JobColumns::require(const CsvTable& csv, JobField field) const {
  if (find(field)) return;
  using enum JobField;
  const char* const says = field == submit ? "when a job was submitted"
                           : field == gpus ? "how many GPUs a job had"
                                           : "how long a job ran";
  const std::string as = fmt::format("{} (as {}: {})", says, format_->name, format_->description);
  const std::string option =
      fmt::format("--{}-column", name_of(field) == nullptr ? "duration" : name_of(field));
  required_column(csv, {as.c_str(), option.c_str(), accepted_names(*format_, field)});
}

std::string JobColumns::text(const CsvTable& csv) const {
  std::vector<std::string> names;
  for (const auto& column : columns_) {
    if (column) names.push_back(shown_key(csv.name_of(*column)));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace bacelab
