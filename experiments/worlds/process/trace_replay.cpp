#include "experiments/worlds/process/trace_replay.hpp"

#include <algorithm>
#include <string>

#include "experiments/text/input_files.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/process/process.hpp"

namespace bacelab {
namespace {

double span_s(const JobTrace& trace) {
  return trace.jobs.back().submit_s - trace.jobs.front().submit_s;
}

double period_s(const JobTrace& trace) {
  const auto jobs = static_cast<double>(trace.jobs.size());
  return trace.jobs.size() < 2 ? 0.0 : span_s(trace) * jobs / (jobs - 1.0);
}

}  // namespace

TemplateSource read_template_source(const ConfigSection& root) {
  const std::string chosen =
      root.table("jobs", "The jobs")
          .choice(
              "templates_from", "weights", {"weights", "trace"},
              "Where a job's template comes from: drawn by jobs.weights, or the column template "
              "of [trace]");
  return chosen == "trace" ? TemplateSource::trace : TemplateSource::weights;
}

TraceReplay::TraceReplay(std::shared_ptr<const JobTrace> trace, double latest_s)
    : trace_(std::move(trace)), latest_s_(latest_s), period_s_(period_s(*trace_)) {}

std::shared_ptr<const TraceReplay> TraceReplay::read(const ConfigSection& root) {
  const ConfigSection section = root.table("trace", "Recorded jobs that are replayed");
  const std::string file = section.required_text("file",
                                                 "Recorded jobs (CSV): submit_s or submit_utc_s "
                                                 "(ascending) and, optionally, template with its "
                                                 "max_stages, tensor_parallel and data_parallel, "
                                                 "and one of iterations, hours (the job's ideal "
                                                 "time) and gpu_hours (of all its GPUs)");
  const std::string start =
      section.choice("start", "first", {"first", "drawn"},
                     "Time 0: the first job of the trace, or a moment drawn in each world");
  const std::string at_end = section.choice(
      "at_end", "wrap", {"wrap", "refuse"},
      "After the last job: begin again with the first, a mean gap later, or refuse a trace with "
      "fewer jobs than jobs.count and draw no start too late for it");
  const auto trace = read_input(section, file, parse_job_trace);
  if (!trace) section.fail("file", "is empty", "the name of a CSV file");
  const std::size_t rows = trace->jobs.size();
  const std::size_t jobs = read_job_count(root);
  if (jobs > rows && at_end == "refuse") {
    section.fail("at_end", "the trace has " + counted(rows, "job") + ", fewer than jobs.count",
                 "\"wrap\", a longer trace or fewer jobs");
  }
  if (jobs > rows && !(period_s(*trace) > 0.0)) {
    section.fail("file",
                 "all its jobs arrive at one instant, so that they cannot follow themselves",
                 "a longer trace, or at most " + std::to_string(rows) + " jobs");
  }
  double latest_s = 0.0;
  if (start == "drawn") {
    latest_s = at_end == "wrap" ? period_s(*trace)
                                : trace->jobs[rows - jobs].submit_s - trace->jobs[0].submit_s;
  }
  return std::make_shared<TraceReplay>(trace, latest_s);
}

TraceReplay::Start TraceReplay::start(const WorldId& world) const {
  if (latest_s_ == 0.0) return {};
  const double moment = latest_s_ * RandomStream(world, "trace").uniform(0);
  const double submit = trace_->jobs.front().submit_s + moment;
  const auto first =
      std::lower_bound(trace_->jobs.begin(), trace_->jobs.end(), submit,
                       [](const TracedJob& job, double time) { return job.submit_s < time; });
  return {moment, static_cast<std::size_t>(first - trace_->jobs.begin())};
}

double TraceReplay::arrival_s(const Start& start, std::size_t i) const {
  const std::size_t row = start.row + i;
  const std::size_t rows = trace_->jobs.size();
  const double time = since_first(row % rows) + static_cast<double>(row / rows) * period_s_;
  return std::max(0.0, time - start.moment_s);
}

}  // namespace bacelab
