#include "app/simulate/side_by_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <span>
#include <string_view>
#include <utility>

#include "app/simulate/answer.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

/// Cells in front of the policies', and those of each policy.
struct Row {
  std::vector<std::string> front;
  std::vector<std::string> values;
};

/// A table with a column for each policy from `first` to before `last`.
std::vector<std::string> lines_of(const std::vector<Row>& rows, std::size_t first,
                                  std::size_t last) {
  std::vector<Align> columns(rows.front().front.size(), Align::left);
  columns.resize(columns.size() + last - first, Align::right);
  TextTable table{std::span<const Align>(columns)};
  for (const Row& row : rows) {
    std::vector<std::string> cells = row.front;
    cells.insert(cells.end(), row.values.begin() + static_cast<std::ptrdiff_t>(first),
                 row.values.begin() + static_cast<std::ptrdiff_t>(last));
    table.add_row(std::move(cells));
  }
  return table.lines();
}

/// Writes as many policies beside each other as there is room for, and the others below.
void write_rows(std::ostream& out, const std::vector<Row>& rows, std::size_t width) {
  const std::size_t policies = rows.front().values.size();
  for (std::size_t first = 0; first < policies;) {
    std::size_t last = policies;
    const auto is_too_wide = [&] {
      const auto lines = lines_of(rows, first, last);
      return std::any_of(lines.begin(), lines.end(),
                         [&](const std::string& line) { return width_of(line) > width; });
    };
    while (last > first + 1 && is_too_wide()) --last;
    if (first > 0) out << '\n';
    for (const std::string& line : lines_of(rows, first, last)) out << line << '\n';
    first = last;
  }
}

std::vector<Row> metric_rows(const Scenario& scenario, const std::vector<std::string>& policies,
                             const std::vector<const RunRecord*>& records) {
  std::vector<RunSummary> summaries(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) summarise(scenario, *records[i], summaries[i]);
  std::vector<Row> rows = {{{"", ""}, policies}};
  for (const MetricInfo& metric : metric_registry()) {
    std::vector<double> values;
    double largest = 0.0;
    for (const RunSummary& summary : summaries) {
      values.push_back(metric.value(summary));
      largest = std::fmax(largest, std::abs(values.back()));
    }
    const DisplayUnit unit = display_unit(std::string(metric.units), largest);
    Row row = {{std::string(metric.long_name), unit.name}, {}};
    for (const double value : values) {
      row.values.push_back(metric_text(value, unit));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

/// What `text_of` says of each job under each policy.
template <class TextOf>
std::vector<Row> job_rows(const Scenario& scenario, const std::vector<std::string>& policies,
                          const std::vector<RunRecord>& records, const TextOf& text_of) {
  std::vector<Row> rows = {{{"job", "template"}, policies}};
  for (JobIndex job; job < scenario.jobs.end_index(); ++job) {
    const Job& given = scenario.jobs[job];
    Row row = {{std::to_string(given.id), (*scenario.templates)[given.model].name}, {}};
    for (const RunRecord& record : records) row.values.push_back(text_of(record.jobs[job.value()]));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

void write_metrics_side_by_side(std::ostream& out, const Scenario& scenario,
                                const std::vector<std::string>& policies,
                                const std::vector<const RunRecord*>& records, std::size_t width) {
  write_rows(out, metric_rows(scenario, policies, records), width);
}

void write_side_by_side(std::ostream& out, const Scenario& scenario,
                        const std::vector<std::string>& policies,
                        const std::vector<RunRecord>& records, std::size_t width) {
  const auto wait = [](const JobOutcome& job) {
    return job.started ? fmt::format("{:.2f}", (job.start_s - job.arrival_s) / seconds_per_hour)
                       : "-";
  };
  const auto place = [](const JobOutcome& job) {
    if (!job.started) return std::string("-");
    return job.regions == 1 ? fmt::format("{}", job.stages)
                            : fmt::format("{} ({})", job.stages, job.regions);
  };
  const auto jct = [](const JobOutcome& job) {
    return job.served ? fmt::format("{:.2f}", (job.finish_s - job.arrival_s) / seconds_per_hour)
                      : "-";
  };
  const auto cost = [](const JobOutcome& job) { return fmt::format("{:.2f}", job.cost_usd); };
  out << "Waiting time [h]\n";
  write_rows(out, job_rows(scenario, policies, records, wait), width);
  out << "\nStages (regions, if several)\n";
  write_rows(out, job_rows(scenario, policies, records, place), width);
  out << "\nJob completion time [h]\n";
  write_rows(out, job_rows(scenario, policies, records, jct), width);
  out << "\nElectricity [USD]\n";
  write_rows(out, job_rows(scenario, policies, records, cost), width);
  out << '\n';
  std::vector<const RunRecord*> places;
  for (const RunRecord& record : records) places.push_back(&record);
  write_metrics_side_by_side(out, scenario, policies, places, width);
}

}  // namespace bacelab
