#include "experiments/worlds/process/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "experiments/worlds/process/process.hpp"
#include "experiments/worlds/process/records.hpp"

namespace bacelab {
namespace {

constexpr double default_horizon_hours = 2000.0;

ConfigSection study_section(const ConfigSection& root) {
  return root.table("study", "The study as a whole");
}

/// A dated file: the hours that it lasts for.
struct Span {
  std::string file;
  std::int64_t first;     // since 1970-01-01 00:00 UTC
  std::int64_t end;       // exclusive
  std::int64_t latest;    // at which a world may begin
  ConfigSection section;  // whose at_end sets the latest one

  [[nodiscard]] std::string text() const {
    return fmt::format("{} ({} to {} UTC)", file, utc_hour_text(first), utc_hour_text(end));
  }
};

std::int64_t hour_of(double utc_s) { return static_cast<std::int64_t>(std::floor(utc_s / 3600.0)); }

Span span_of(const JobRecord& record, std::size_t jobs) {
  const JobTrace& trace = *record.trace;
  Span span = {trace.file, hour_of(trace.jobs.front().submit_s),
               hour_of(trace.jobs.back().submit_s) + 1, 0, record.section};
  // A trace with fewer jobs than the study is refused where it is replayed.
  const bool limited = record.at_end() == AtEnd::refuse && jobs <= trace.jobs.size();
  span.latest = limited ? hour_of(trace.jobs[trace.jobs.size() - jobs].submit_s) : span.end - 1;
  return span;
}

Span span_of(const PriceRecord& record, double horizon_hours) {
  const PriceTable& table = *record.table;
  const std::int64_t end = table.first_hour + static_cast<std::int64_t>(table.hours());
  const auto needed = static_cast<std::int64_t>(std::ceil(horizon_hours));
  // So is a file of prices that doesn't last for the horizon.
  const bool limited =
      record.at_end() == AtEnd::refuse && needed <= static_cast<std::int64_t>(table.hours());
  return {table.file, table.first_hour, end, limited ? end - needed : end - 1, record.section};
}

ConfigSection price_replay(const ConfigSection& root) {
  return root.table("price", "Electricity")
      .table("replay", "Recorded prices, hour by hour, from a file");
}

[[noreturn]] void fail_undated(const ConfigSection& section, const char* column) {
  section.fail("file", "has no dates, but study.start puts all files on one calendar",
               fmt::format("a file with a column {}, or no study.start", column));
}

/// Of all files that are replayed from the start of the calendar.
std::vector<Span> spans(const ConfigSection& root) {
  std::vector<Span> found;
  if (root.has("trace")) {
    const JobRecord record = JobRecord::read(root);
    if (!record.trace->dated) fail_undated(record.section, "submit_utc_s");
    found.push_back(span_of(record, read_job_count(root)));
  }
  const PriceRecord prices = PriceRecord::read(price_replay(root));
  if (!prices.table) return found;
  if (!prices.table->dated) fail_undated(prices.section, "utc");
  if (!reads_drawn_year(prices.section)) {
    found.push_back(span_of(prices, read_horizon_hours(root)));
  }
  return found;
}

/// The hours that lie in all files.
struct Common {
  std::int64_t first;
  std::int64_t end;
  std::int64_t latest;
};

Common common_of(const ConfigSection& study, const std::vector<Span>& files) {
  if (files.empty()) {
    study.fail("start", "there is no file with dates to draw from",
               "[trace] or [price.replay] with a dated file, or a date such as "
               "\"2023-02-10T00:00Z\"");
  }
  Common common = {files[0].first, files[0].end, files[0].latest};
  std::string texts;
  for (const Span& file : files) {
    common.first = std::max(common.first, file.first);
    common.end = std::min(common.end, file.end);
    common.latest = std::min(common.latest, file.latest);
    texts += (texts.empty() ? "" : ", ") + file.text();
  }
  if (common.latest < common.first) {
    study.fail("start", "no hour is in all files with enough left after it: " + texts,
               "files of the same time, at_end = \"wrap\", or price.replay.start = \"drawn_year\" "
               "for prices of other years");
  }
  return common;
}

std::shared_ptr<const Calendar> drawn(const ConfigSection& study, const Common& common,
                                      std::int64_t step) {
  const std::int64_t first = step * ((common.first + step - 1) / step);
  if (first > common.latest) {
    study.fail("start", "no day of UTC begins in all files", "longer files, or \"drawn\"");
  }
  return std::make_shared<Calendar>(first, (common.latest - first) / step + 1, step);
}

std::shared_ptr<const Calendar> resampled(const ConfigSection& study, const Common& common) {
  const std::int64_t first = (common.first + 23) / 24;
  const std::int64_t days = std::max<std::int64_t>(common.end / 24 - first, 0);
  return std::make_shared<Calendar>(
      24 * first, DayBlocks::read(study, static_cast<std::size_t>(days), "calendar"));
}

std::shared_ptr<const Calendar> given(const ConfigSection& study, std::int64_t start,
                                      const std::vector<Span>& files) {
  for (const Span& file : files) {
    if (start < file.first || start >= file.end) {
      study.fail(
          "start",
          fmt::format("is {} {}", start < file.first ? "before" : "after the end of", file.text()),
          std::string("an hour of this time") + (files.size() > 1 ? " and the other file's" : "") +
              (file.section.path() == "price.replay"
                   ? ", or price.replay.start = \"drawn_year\" for prices of other years"
                   : ""));
    }
    if (start > file.latest) {
      study.fail("start",
                 fmt::format("leaves too little of {}, with {}.at_end = \"refuse\"", file.file,
                             file.section.path()),
                 fmt::format("{} at most, or at_end = \"wrap\"", utc_hour_text(file.latest)));
    }
  }
  return std::make_shared<Calendar>(start, 1, 1);
}

}  // namespace

bool reads_drawn_year(const ConfigSection& replay) {
  return replay.choice("start", "calendar", {"calendar", "drawn_year"},
                       "With study.start: by its date, or in each world at the same day of a year "
                       "that is drawn from those of the file") == "drawn_year";
}

std::shared_ptr<const Calendar> Calendar::read(const ConfigSection& root) {
  const ConfigSection study = study_section(root);
  const auto chosen = study.optional_text(
      "start",
      "Time 0 by the calendar, for all files with dates and all that follows the day: an hour of "
      "UTC, 2023-02-10T00:00Z; an hour drawn in each world, or a day (drawn_day); or days drawn in "
      "blocks (resampled)");
  if (!chosen) return nullptr;
  if (study.has("start_hour_utc")) {
    study.fail("start_hour_utc", "study.start says which hour of the day time 0 is",
               "one of the two");
  }
  const std::vector<Span> files = spans(root);
  if (*chosen == "drawn") return drawn(study, common_of(study, files), 1);
  if (*chosen == "drawn_day") return drawn(study, common_of(study, files), 24);
  if (*chosen == "resampled") return resampled(study, common_of(study, files));
  const auto start = parse_utc_hour(*chosen);
  if (!start) {
    study.fail("start", "is not the beginning of an hour that exists",
               "an hour of UTC such as \"2023-02-10T00:00Z\", \"drawn\", \"drawn_day\" or "
               "\"resampled\"");
  }
  return given(study, *start, files);
}

std::int64_t Calendar::start(const WorldId& world) const {
  if (days_) return first_ + 24 * static_cast<std::int64_t>(days_->of(world).at(0));
  if (choices_ == 1) return first_;
  const double uniform = RandomStream(world, "calendar").uniform(0);
  const auto choice = static_cast<std::int64_t>(uniform * static_cast<double>(choices_));
  return first_ + step_ * std::min(choice, choices_ - 1);
}

double Calendar::hour_of_day(const WorldId& world) const {
  const std::int64_t hour = start(world) % 24;
  return static_cast<double>(hour < 0 ? hour + 24 : hour);
}

double read_start_hour(const ConfigSection& root) {
  return study_section(root).number(
      "start_hour_utc", 0.0, Bounds::right_open(0.0, 24.0).in("h"),
      "Hour of the day (UTC) at time 0, for everything that follows the day");
}

double read_horizon_hours(const ConfigSection& root) {
  const ConfigSection study = study_section(root);
  double fallback = default_horizon_hours;
  if (study.has("start") && root.has("trace")) {
    const JobTrace& trace = *JobRecord::read(root).trace;
    const double rounds =
        static_cast<double>(read_job_count(root)) / static_cast<double>(trace.jobs.size());
    // Longer than the jobs take to come: where the trace is sparse, up to one round more than in
    // the mean, and a day at each new beginning.
    const double period_hours = std::ceil(period_s(trace) / 3600.0) + 24.0;
    fallback += std::ceil(rounds + 1.0) * period_hours;
  }
  return study.number("horizon_hours", fallback, Bounds::positive().in("h"),
                      "End of generated series, after which the last value holds");
}

}  // namespace bacelab
