#include "experiments/worlds/inputs/job_trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
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

struct SizeColumn {
  const char* name;
  double most;
  std::optional<int> TracedTemplate::*size;
};

constexpr std::array<SizeColumn, 3> size_columns = {{
    {"max_stages", TraceLimits::max_stages, &TracedTemplate::max_stages},
    {"tensor_parallel", TraceLimits::tensor_parallel, &TracedTemplate::tensor_parallel},
    {"data_parallel", TraceLimits::data_parallel, &TracedTemplate::data_parallel},
}};

/// Numbers the templates in the order in which they appear.
class ModelNumbers {
 public:
  explicit ModelNumbers(const CsvTable& csv) : csv_(csv), template_(csv.find("template")) {
    for (std::size_t i = 0; i < size_columns.size(); ++i) {
      sizes_[i] = csv.find(size_columns[i].name);
      if (!sizes_[i] || template_) continue;
      throw InputError(fmt::format("{}: the column '{}' needs a column 'template'", csv.file_name(),
                                   size_columns[i].name));
    }
  }

  /// Of the row.
  std::uint32_t next(JobTrace& trace) {
    if (!template_) return 0;
    const TracedTemplate model = read();
    const auto [found, is_new] =
        numbers_.emplace(model, static_cast<std::uint32_t>(trace.models.size()));
    if (is_new) {
      if (trace.models.size() == TraceLimits::templates) {
        csv_.fail(*template_, fmt::format("with its sizes it is one more than {} different ones; "
                                          "allowed: at most so many",
                                          TraceLimits::templates));
      }
      trace.models.push_back(model);
      trace.model_lines.push_back(csv_.line());
    }
    return found->second;
  }

 private:
  [[nodiscard]] TracedTemplate read() const {
    TracedTemplate model;
    model.name = csv_.filled(*template_);
    for (std::size_t i = 0; i < size_columns.size(); ++i) {
      if (!sizes_[i] || csv_.text(*sizes_[i]).empty()) continue;
      model.*size_columns[i].size =
          static_cast<int>(csv_.integer(*sizes_[i], Bounds::between(1, size_columns[i].most)));
    }
    return model;
  }

  const CsvTable& csv_;
  std::optional<CsvColumn> template_;
  std::array<std::optional<CsvColumn>, size_columns.size()> sizes_;
  std::map<TracedTemplate, std::uint32_t> numbers_;
};

struct TimeColumn {
  CsvColumn column;
  bool dated;
};

TimeColumn time_column(const CsvTable& csv) {
  const auto dated = csv.find("submit_utc_s");
  if (!dated) return {csv.column("submit_s"), false};
  if (csv.find("submit_s")) {
    throw InputError(csv.file_name() +
                     ": the columns 'submit_s' and 'submit_utc_s' both say when a job was "
                     "submitted; allowed: one of them");
  }
  return {*dated, true};
}

Bounds time_bounds(bool dated) {
  return Bounds::between(dated ? 0.0 : -most_trace_s, dated ? most_utc_s : most_trace_s).in("s");
}

/// Does a model of the trace have this size of its own?
bool has_size(const JobTrace& trace, const SizeColumn& column) {
  return std::any_of(trace.models.begin(), trace.models.end(),
                     [&](const TracedTemplate& model) { return (model.*column.size).has_value(); });
}

}  // namespace

std::string full_name(const TracedTemplate& model) {
  if (!model.max_stages && !model.tensor_parallel && !model.data_parallel) return model.name;
  const auto text = [](std::optional<int> size) { return size ? std::to_string(*size) : "*"; };
  return fmt::format("{}:{}x{}x{}", model.name, text(model.max_stages), text(model.tensor_parallel),
                     text(model.data_parallel));
}

JobTrace parse_job_trace(ByteSource& source, const std::string& name) {
  CsvTable csv(source, name);
  csv.require_known(std::vector<std::string>{"submit_s", "submit_utc_s", "template", "max_stages",
                                             "tensor_parallel", "data_parallel", "iterations",
                                             "hours", "gpu_hours"});
  const TimeColumn submit = time_column(csv);
  ModelNumbers models(csv);
  const WorkColumn* const work = find_work_column(csv);
  JobTrace trace;
  trace.file = name;
  trace.dated = submit.dated;
  if (work != nullptr) trace.work = work->work;
  while (csv.next()) {
    TracedJob job;
    job.submit_s = csv.number(submit.column, time_bounds(submit.dated));
    if (!trace.jobs.empty() && job.submit_s < trace.jobs.back().submit_s) {
      csv.fail(submit.column, fmt::format("is before {} of the row above; allowed: ascending times",
                                          trace.jobs.back().submit_s));
    }
    if (work != nullptr) {
      job.work =
          csv.number(csv.column(work->name), Bounds::left_open(0.0, most_work).in(work->unit));
    }
    job.model = models.next(trace);
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
  out << (trace.dated ? "submit_utc_s" : "submit_s") << (trace.models.empty() ? "" : ",template");
  std::vector<SizeColumn> sizes;
  for (const SizeColumn& column : size_columns) {
    if (has_size(trace, column)) sizes.push_back(column);
  }
  for (const SizeColumn& column : sizes) out << ',' << column.name;
  if (work != nullptr) out << ',' << work->name;
  out << '\n';
  for (const TracedJob& job : trace.jobs) {
    out << fmt::format("{}", job.submit_s);
    if (!trace.models.empty()) out << ',' << csv_field(trace.models[job.model].name);
    for (const SizeColumn& column : sizes) {
      const std::optional<int> size = trace.models[job.model].*column.size;
      out << ',' << (size ? std::to_string(*size) : "");
    }
    if (work != nullptr) out << fmt::format(",{}", job.work);
    out << '\n';
  }
}

}  // namespace bacelab
