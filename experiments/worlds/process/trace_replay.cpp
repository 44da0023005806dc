#include "experiments/worlds/process/trace_replay.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "experiments/text/words.hpp"
#include "experiments/worlds/process/process.hpp"
#include "experiments/worlds/process/records.hpp"

namespace bacelab {
namespace {

constexpr double seconds_of_trace_day = 86400.0;

/// Draws among the whole days after the first job; one that is begun by the last job's hour counts.
TraceReplay::Days read_days(const ConfigSection& section, const JobTrace& trace) {
  const double first_s = trace.jobs.front().submit_s;
  const double hours = std::floor((trace.jobs.back().submit_s - first_s) / 3600.0) + 1.0;
  return {DayBlocks::read(section, static_cast<std::size_t>(hours / 24.0), "trace"), first_s};
}

void require_endless(const JobRecord& record) {
  if (record.at_end() == AtEnd::wrap) return;
  record.section.fail("at_end", "days that are drawn (start = \"resampled\") have no end",
                      "\"wrap\"");
}

void require_jobs(const JobRecord& record, std::size_t jobs) {
  const std::size_t rows = record.trace->jobs.size();
  if (jobs <= rows) return;
  if (record.at_end() == AtEnd::refuse) {
    record.section.fail("at_end",
                        "the trace has " + counted(rows, "job") + ", fewer than jobs.count",
                        "\"wrap\", a longer trace or fewer jobs");
  }
  if (period_s(*record.trace) > 0.0) return;
  record.section.fail("file",
                      "all its jobs arrive at one instant, so that they cannot follow themselves",
                      "a longer trace, or at most " + std::to_string(rows) + " jobs");
}

double latest_moment_s(const JobRecord& record, std::size_t jobs) {
  const JobTrace& trace = *record.trace;
  if (record.at_end() == AtEnd::wrap) return period_s(trace);
  return trace.jobs[trace.jobs.size() - jobs].submit_s - trace.jobs[0].submit_s;
}

/// Throws InputError if no day that is drawn has a job.
std::shared_ptr<const TraceReplay> with_jobs(const JobRecord& record,
                                             std::shared_ptr<const TraceReplay> replay) {
  if (replay->per_second() > 0.0) return replay;
  record.section.fail("file", "has no job on the whole days that are drawn from",
                      "a longer trace, or another start");
}

std::shared_ptr<const TraceReplay> by_calendar(const JobRecord& record, std::size_t jobs,
                                               std::shared_ptr<const Calendar> calendar) {
  if (record.section.has("start")) {
    record.section.fail("start", "study.start says when time 0 is", "one of the two");
  }
  if (calendar->days() != nullptr) {
    require_endless(record);
    return with_jobs(record, std::make_shared<TraceReplay>(record.trace, std::move(calendar)));
  }
  require_jobs(record, jobs);
  return std::make_shared<TraceReplay>(record.trace, std::move(calendar));
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

std::shared_ptr<const TraceReplay> TraceReplay::read(const ConfigSection& root) {
  const JobRecord record = JobRecord::read(root);
  const std::size_t jobs = read_job_count(root);
  if (auto calendar = Calendar::read(root)) return by_calendar(record, jobs, std::move(calendar));
  const std::string start = record.section.choice(
      "start", "first", {"first", "drawn", "resampled"},
      "Time 0: the first job of the trace, or a moment drawn in each world; or its days, drawn in "
      "blocks of block_days");
  if (start == "resampled") {
    require_endless(record);
    return with_jobs(record, std::make_shared<TraceReplay>(
                                 record.trace, read_days(record.section, *record.trace)));
  }
  require_jobs(record, jobs);
  return std::make_shared<TraceReplay>(
      record.trace, FromMoment{start == "drawn" ? latest_moment_s(record, jobs) : 0.0});
}

TraceReplay::TraceReplay(std::shared_ptr<const JobTrace> trace, FromMoment start)
    : trace_(std::move(trace)), latest_s_(start.latest_s), period_s_(bacelab::period_s(*trace_)) {
  set_rate();
}

TraceReplay::TraceReplay(std::shared_ptr<const JobTrace> trace, Days days)
    : trace_(std::move(trace)), days_(std::move(days)) {
  set_rate();
}

TraceReplay::TraceReplay(std::shared_ptr<const JobTrace> trace,
                         std::shared_ptr<const Calendar> calendar)
    : trace_(std::move(trace)),
      calendar_(std::move(calendar)),
      period_s_(seconds_of_trace_day *
                std::ceil(bacelab::period_s(*trace_) / seconds_of_trace_day)) {
  if (const DayBlocks* days = calendar_->days()) {
    days_ = Days{*days, 3600.0 * static_cast<double>(calendar_->first_hour())};
  }
  set_rate();
}

void TraceReplay::set_rate() {
  auto rows = static_cast<double>(trace_->jobs.size());
  double time_s = period_s_;
  if (days_) {
    time_s = seconds_of_trace_day * static_cast<double>(days_->blocks.days());
    rows = static_cast<double>(row_at(days_->first_s + time_s) - row_at(days_->first_s));
  }
  per_second_ = time_s > 0.0 ? rows / time_s : 0.0;
}

std::size_t TraceReplay::row_at(double submit_s) const {
  const auto first =
      std::lower_bound(trace_->jobs.begin(), trace_->jobs.end(), submit_s,
                       [](const TracedJob& job, double time) { return job.submit_s < time; });
  return static_cast<std::size_t>(first - trace_->jobs.begin());
}

double TraceReplay::moment_s(const WorldId& world) const {
  if (calendar_) {
    return 3600.0 * static_cast<double>(calendar_->start(world)) - trace_->jobs.front().submit_s;
  }
  return latest_s_ == 0.0 ? 0.0 : latest_s_ * RandomStream(world, "trace").uniform(0);
}

std::vector<ReplayedJob> TraceReplay::jobs(const WorldId& world, std::size_t count) const {
  return days_ ? of_days(world, count) : in_order(moment_s(world), count);
}

std::vector<ReplayedJob> TraceReplay::in_order(double moment_s, std::size_t count) const {
  const double first_s = trace_->jobs.front().submit_s;
  const std::size_t rows = trace_->jobs.size();
  const std::size_t first_row = moment_s > 0.0 ? row_at(first_s + moment_s) : 0;
  std::vector<ReplayedJob> jobs(count);
  double now = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t row = (first_row + i) % rows;
    const auto round = static_cast<double>((first_row + i) / rows);
    const double since_first = trace_->jobs[row].submit_s - first_s;
    // Rounding must not reverse the order where the trace follows itself.
    now = std::max(now, since_first + round * period_s_ - moment_s);
    jobs[i] = {now, static_cast<std::uint32_t>(row)};
  }
  return jobs;
}

std::vector<ReplayedJob> TraceReplay::of_days(const WorldId& world, std::size_t count) const {
  const DayBlocks::Drawn drawn = days_->blocks.of(world);
  std::vector<ReplayedJob> jobs;
  jobs.reserve(count);
  for (std::size_t day = 0; jobs.size() < count; ++day) {
    const double from_s =
        days_->first_s + seconds_of_trace_day * static_cast<double>(drawn.at(day));
    const std::size_t end = row_at(from_s + seconds_of_trace_day);
    for (std::size_t row = row_at(from_s); row < end && jobs.size() < count; ++row) {
      const double since_s = trace_->jobs[row].submit_s - from_s;
      jobs.push_back({seconds_of_trace_day * static_cast<double>(day) + since_s,
                      static_cast<std::uint32_t>(row)});
    }
  }
  return jobs;
}

}  // namespace bacelab
