#include "experiments/worlds/inputs/job_trace.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <ostream>

#include "core/errors.hpp"
#include "experiments/text/csv_reading.hpp"
#include "experiments/text/csv_table.hpp"

namespace bacelab {
namespace {

constexpr double most_work = 1e15;

struct WorkColumn {
  const char* name;
  const char* unit;
  TracedWork work;
};

constexpr std::array<WorkColumn, 3> work_columns = {{
    {"iterations", "", TracedWork::iterations},
    {"hours", "h", TracedWork::hours},
    {"gpu_hours", "h", TracedWork::gpu_hours},
}};

/// The one column of work, if there is one.
const WorkColumn* find_work_column(const CsvTable& csv) {
  const WorkColumn* found = nullptr;
  for (const WorkColumn& column : work_columns) {
    if (!csv.find(column.name)) continue;
    if (found != nullptr) {
      throw InputError(
          fmt::format("{}: the columns '{}' and '{}' both say how much work a job is; "
                      "allowed: one of them",
                      csv.file_name(), found->name, column.name));
    }
    found = &column;
  }
  return found;
}

/// Numbers the names of models in the order in which they appear.
class ModelNumbers {
 public:
  std::uint32_t of(const std::string& name, std::size_t line, JobTrace& trace) {
    const auto [found, is_new] =
        numbers_.emplace(name, static_cast<std::uint32_t>(trace.models.size()));
    if (is_new) {
      trace.models.push_back(name);
      trace.model_lines.push_back(line);
    }
    return found->second;
  }

 private:
  std::map<std::string, std::uint32_t> numbers_;
};

}  // namespace

JobTrace parse_job_trace(ByteSource& source, const std::string& name) {
  CsvTable csv(source, name);
  csv.require_known(
      std::vector<std::string>{"submit_s", "template", "iterations", "hours", "gpu_hours"});
  const CsvColumn submit = csv.column("submit_s");
  const auto model = csv.find("template");
  const WorkColumn* const work = find_work_column(csv);
  JobTrace trace;
  trace.file = name;
  if (work != nullptr) trace.work = work->work;
  ModelNumbers numbers;
  while (csv.next()) {
    TracedJob job;
    job.submit_s = csv.number(submit, Bounds::between(-most_trace_s, most_trace_s).in("s"));
    if (!trace.jobs.empty() && job.submit_s < trace.jobs.back().submit_s) {
      csv.fail(submit, fmt::format("is before {} of the row above; allowed: ascending times",
                                   trace.jobs.back().submit_s));
    }
    if (work != nullptr) {
      job.work =
          csv.number(csv.column(work->name), Bounds::left_open(0.0, most_work).in(work->unit));
    }
    if (model) job.model = numbers.of(std::string(csv.filled(*model)), csv.line(), trace);
    trace.jobs.push_back(job);
  }
  if (trace.jobs.empty()) throw InputError(name + ": has no job; at least one row is needed");
  return trace;
}

void write_job_trace(std::ostream& out, const JobTrace& trace) {
  const WorkColumn* work = nullptr;
  for (const WorkColumn& column : work_columns) {
    if (column.work == trace.work) work = &column;
  }
  out << "submit_s" << (trace.models.empty() ? "" : ",template");
  if (work != nullptr) out << ',' << work->name;
  out << '\n';
  for (const TracedJob& job : trace.jobs) {
    out << fmt::format("{}", job.submit_s);
    if (!trace.models.empty()) out << ',' << csv_field(trace.models[job.model]);
    if (work != nullptr) out << fmt::format(",{}", job.work);
    out << '\n';
  }
}

}  // namespace bacelab
