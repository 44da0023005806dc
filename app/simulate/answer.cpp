#include "app/simulate/answer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "experiments/arithmetic/elementary.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {

std::vector<std::string> path_words(const Cluster& cluster, std::span<const PathStep> path) {
  std::vector<std::string> words;
  for (const PathStep& step : path) {
    if (!words.empty()) words.back() += " >";
    words.push_back(
        fmt::format("{}:{}", printable(cluster.regions()[step.region].name), step.stages));
  }
  return words;
}

std::string path_text(const Cluster& cluster, std::span<const PathStep> path) {
  return fmt::format("{}", fmt::join(path_words(cluster, path), " "));
}

namespace {

struct NamedNumber {
  std::string name;
  double value = 0.0;
};

/// Metrics that share a unit.
struct Group {
  std::string_view units;
  std::vector<NamedNumber> values;
};

std::vector<Group> groups_of(const RunSummary& summary) {
  std::vector<Group> groups;
  for (const MetricInfo& metric : metric_registry()) {
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& one) { return one.units == metric.units; });
    if (group == groups.end()) group = groups.insert(groups.end(), {metric.units, {}});
    group->values.push_back({std::string(metric.long_name), metric.value(summary)});
  }
  return groups;
}

DisplayUnit unit_of(const Group& group) {
  double largest = 0.0;
  for (const NamedNumber& one : group.values) largest = std::fmax(largest, std::abs(one.value));
  return display_unit(std::string(group.units), largest);
}

}  // namespace

std::string metric_text(double value, const DisplayUnit& unit) {
  if (std::isnan(value)) return "-";
  const bool is_count = unit.name.empty() && std::floor(value) == value;
  return is_count ? fmt::format("{:.0f}", value) : number_text(value / unit.divisor);
}

void write_metrics(std::ostream& out, const Scenario& scenario, const RunRecord& record) {
  RunSummary summary;
  summarise(scenario, record, summary);
  TextTable table({Align::left, Align::right, Align::left});
  for (const Group& group : groups_of(summary)) {
    const DisplayUnit unit = unit_of(group);
    for (const auto& [name, value] : group.values) {
      table.add_row({name, metric_text(value, unit), unit.name});
    }
    table.add_blank_row();
  }
  table.write(out);
}

namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t indentation = 5;
constexpr std::size_t narrowest_path = 24;

/// Decimals that show five digits of the largest number of a column.
int decimals_for(double largest) {
  if (!(largest > 0.0)) return 1;
  return std::clamp(4 - static_cast<int>(std::floor(arithmetic::log10(largest))), 1, 4);
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
  TextTable table({right, left, right, right, right, right, right, right});
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

/// Writes lines with paths as a last column, wrapped, or below if there is little room for that.
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
