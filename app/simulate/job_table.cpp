#include "app/simulate/job_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <vector>

#include "app/duration.hpp"
#include "app/simulate/path_text.hpp"
#include "app/text_columns.hpp"

namespace bacelab {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t indentation = 5;
constexpr std::size_t narrowest_path = 24;

/// Decimals that show five digits of the largest number of a column.
int decimals_for(double largest) {
  if (!(largest > 0.0)) return 1;
  return std::clamp(4 - static_cast<int>(std::floor(std::log10(largest))), 1, 4);
}

/// The largest times, which set the decimals of all times, and the largest cost.
struct Largest {
  double hours = 0.0;
  double usd = 0.0;
};

Largest largest_of(const RunRecord& record) {
  Largest largest;
  for (const JobOutcome& job : record.jobs) {
    const double last_s = job.served ? job.finish_s : std::max(job.arrival_s, job.start_s);
    largest.hours = std::max(largest.hours, last_s / seconds_per_hour);
    largest.usd = std::max(largest.usd, std::abs(job.cost_usd));
  }
  return largest;
}

/// All cells of a job but its path.
std::vector<std::string> cells_of(const JobOutcome& job, double arrival_s, const std::string& model,
                                  const Largest& largest) {
  const auto hours = [&](bool reached, double seconds) {
    if (!reached) return std::string("-");
    return fmt::format("{:.{}f}", seconds / seconds_per_hour, decimals_for(largest.hours));
  };
  const double jct_s = job.finish_s - job.arrival_s;
  return {fmt::format("{}", job.id),
          model,
          hours(true, arrival_s),
          hours(job.started, job.start_s - job.arrival_s),
          hours(job.served, jct_s),
          job.served ? fmt::format("{:.2f}", jct_s / job.ideal_s) : "-",
          fmt::format("{:.{}f}", job.cost_usd, decimals_for(largest.usd)),
          job.served ? fmt::format("{:.1f}", 100.0 * job.stalled_fraction) : "-"};
}

std::vector<std::string> table_lines(const Scenario& scenario, const RunRecord& record) {
  using enum Align;
  TextColumns table({right, left, right, right, right, right, right, right});
  table.add_row({"job", "template", "arrival", "wait", "JCT", "slow-", "cost", "stalled"});
  table.add_row({"", "", "h", "h", "h", "down", "USD", "%"});
  const Largest largest = largest_of(record);
  for (JobIndex job; job < scenario.jobs.end_index(); ++job) {
    const Job& given = scenario.jobs[job];
    table.add_row(cells_of(record.jobs[job.value()], given.arrival_s,
                           (*scenario.templates)[given.model].name, largest));
  }
  return table.lines();
}

std::size_t widest(const std::vector<std::string>& lines) {
  std::size_t width = 0;
  for (const std::string& line : lines) width = std::max(width, width_of(line));
  return width;
}

std::vector<std::string> words_of_path(const Scenario& scenario, const RunRecord& record,
                                       const JobOutcome& job) {
  if (!job.started) return {"never", "started"};
  return path_words(scenario.cluster, record.path_of(job));
}

/// Writes lines with paths as a last column, wrapped, or, where little room is left for that,
/// below.
class PathColumn {
 public:
  PathColumn(std::ostream& out, std::size_t table_width, std::size_t width)
      : out_(out),
        table_width_(table_width),
        beside_(table_width + gap + narrowest_path <= width),
        start_(beside_ ? table_width + gap : indentation),
        room_(width > start_ ? width - start_ : 1) {}

  void write(const std::string& line, const std::vector<std::string>& path_words) const {
    const std::vector<std::string> paths = wrapped(path_words, room_);
    std::size_t next = 0;
    out_ << (beside_ && !paths.empty() ? padded(line, table_width_ + gap) + paths[next++] : line)
         << '\n';
    for (; next < paths.size(); ++next) out_ << std::string(start_, ' ') << paths[next] << '\n';
  }

 private:
  std::ostream& out_;
  std::size_t table_width_;
  bool beside_;
  std::size_t start_;
  std::size_t room_;
};

}  // namespace

void write_job_table(std::ostream& out, const Scenario& scenario, const RunRecord& record,
                     std::size_t width) {
  const std::vector<std::string> lines = table_lines(scenario, record);
  const PathColumn column(out, widest(lines), width);
  column.write(lines[0], {"path"});
  column.write(lines[1], {"region:stages"});
  for (std::size_t i = 0; i < record.jobs.size(); ++i) {
    column.write(lines[i + 2], words_of_path(scenario, record, record.jobs[i]));
  }
}

}  // namespace bacelab
