#include "app/simulate/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <span>
#include <string>

#include "experiments/arithmetic/elementary.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_rows = 40;
constexpr std::string_view waiting = ".";
constexpr std::string_view running = "█";

double end_of(const RunRecord& record) {
  double end_s = 0.0;
  for (const JobOutcome& job : record.jobs) {
    end_s = std::max(end_s, job.served ? job.finish_s : record.end_s);
  }
  return end_s;
}

double first_arrival_of(const RunRecord& record) {
  double first_s = record.jobs.front().arrival_s;
  for (const JobOutcome& job : record.jobs) first_s = std::min(first_s, job.arrival_s);
  return first_s;
}

/// The smallest of 1, 2, 5, 10, 20 ... times a power of ten that is at least `least`.
double round_step(double least) {
  const double decade = arithmetic::pow(10.0, std::floor(arithmetic::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * decade >= least) return factor * decade;
  }
  return 10.0 * decade;
}

/// Maps times to columns; the first column begins at a tick.
class Axis {
 public:
  Axis(double first_s, double last_s, std::size_t columns) : columns_(columns) {
    constexpr double columns_between_ticks = 12.0;
    const double span_h = std::max((last_s - first_s) / seconds_per_hour, 1e-6);
    step_h_ = round_step(span_h * columns_between_ticks / static_cast<double>(columns));
    begin_h_ = std::floor(first_s / seconds_per_hour / step_h_) * step_h_;
    column_h_ = (last_s / seconds_per_hour - begin_h_) / static_cast<double>(columns);
    column_h_ = std::max(column_h_, span_h / static_cast<double>(columns));
  }

  [[nodiscard]] double column_hours() const { return column_h_; }
  /// The column that a time lies in.
  [[nodiscard]] std::size_t column(double time_s) const {
    const double column = (time_s / seconds_per_hour - begin_h_) / column_h_;
    return std::min(static_cast<std::size_t>(std::max(column, 0.0)), columns_ - 1);
  }
  /// The lines of ticks and of their times.
  [[nodiscard]] std::string ticks() const {
    std::string line;
    for (std::size_t i = 0; column_of_tick(i) < columns_; ++i) {
      line.resize(column_of_tick(i), ' ');
      line += '|';
    }
    return line;
  }
  [[nodiscard]] std::string labels() const {
    std::string line;
    for (std::size_t i = 0; column_of_tick(i) < columns_; ++i) {
      const double hours = begin_h_ + static_cast<double>(i) * step_h_;
      line.resize(std::max(column_of_tick(i), line.size()), ' ');
      line += fmt::format("{:.{}f}", hours, decimals());
    }
    return line + " h";
  }

 private:
  [[nodiscard]] std::size_t column_of_tick(std::size_t i) const {
    return static_cast<std::size_t>(std::lround(static_cast<double>(i) * step_h_ / column_h_));
  }
  [[nodiscard]] int decimals() const {
    return std::max(0, -static_cast<int>(std::floor(arithmetic::log10(step_h_) + 1e-9)));
  }

  std::size_t columns_;
  double step_h_ = 1.0;
  double begin_h_ = 0.0;
  double column_h_ = 1.0;
};

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

std::string bar_of(const JobOutcome& job, double end_s, const Axis& axis) {
  const std::size_t arrival = axis.column(job.arrival_s);
  const std::size_t start = axis.column(job.started ? job.start_s : end_s);
  const std::string waits = repeated(" ", arrival) + repeated(waiting, start - arrival);
  if (!job.started) return waits + std::string(waiting) + "?";
  const std::size_t last = axis.column(job.served ? job.finish_s : end_s);
  return waits + repeated(running, last - start + 1) + (job.served ? "" : "?");
}

std::size_t label_width(std::span<const JobOutcome> jobs) {
  std::size_t width = 3;
  for (const JobOutcome& job : jobs) width = std::max(width, fmt::formatted_size("{}", job.id));
  return width;
}

}  // namespace

void write_timeline(std::ostream& out, const RunRecord& record, std::size_t width) {
  const auto jobs = std::span(record.jobs).first(std::min(record.jobs.size(), most_rows));
  const std::size_t left = label_width(jobs) + 1;
  const std::size_t right = 6;  // for what of the last label lies beyond the last tick
  const double end_s = end_of(record);
  const Axis axis(first_arrival_of(record), end_s, width > left + right ? width - left - right : 1);

  out << fmt::format("job  ({} waits, {} runs, ? never finished; a column is {:.3g} h)\n", waiting,
                     running, axis.column_hours());
  for (const JobOutcome& job : jobs) {
    out << padded(fmt::format("{}", job.id), left - 1, Align::right) << ' '
        << bar_of(job, end_s, axis) << '\n';
  }
  out << std::string(left, ' ') << axis.ticks() << '\n';
  out << std::string(left, ' ') << axis.labels() << '\n';
  if (jobs.size() < record.jobs.size()) {
    out << fmt::format("{} more jobs are left out of the timeline\n",
                       record.jobs.size() - jobs.size());
  }
}

}  // namespace bacelab
