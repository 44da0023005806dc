#include "analysis/validation/step_times.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/csv_table.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

// Far beyond every pipeline, and so narrow that no time overflows.
const Bounds stage_counts = Bounds::between(1, 1024);
const Bounds counts = Bounds::between(1, 1e6);
const Bounds value_sizes = Bounds::between(1, 16).in("bytes");
const Bounds link_speeds = Bounds::between(1e-6, 1e6).in("Gbit/s");
const Bounds link_delays = Bounds::between(0, 1e6).in("ms");
const Bounds step_seconds = Bounds::between(1e-6, 1e9).in("s");

/// The columns that a table must have.
struct StepColumns {
  explicit StepColumns(const CsvTable& csv)
      : check(csv.column("check")),
        group(csv.column("group")),
        fit(csv.column("fit")),
        schedule(csv.column("schedule")),
        stages(csv.column("stages")),
        micro_batch(csv.column("micro_batch")),
        micro_batches(csv.column("micro_batches")),
        layers(csv.column("layers")),
        hidden(csv.column("hidden")),
        sequence(csv.column("sequence")),
        bytes_per_value(csv.column("bytes_per_value")),
        gbit_per_s(csv.column("gbit_per_s")),
        delay_ms(csv.column("delay_ms")),
        recompute(csv.column("recompute")),
        seconds(csv.column("seconds")),
        publication(csv.column("publication")),
        source(csv.column("source")) {}

  CsvColumn check, group, fit, schedule, stages, micro_batch, micro_batches, layers, hidden,
      sequence, bytes_per_value, gbit_per_s, delay_ms, recompute, seconds, publication, source;
};

bool is_yes(const CsvTable& csv, CsvColumn column) {
  const std::string_view text = csv.text(column);
  if (text != "yes" && text != "no") csv.fail(column, "must be yes or no");
  return text == "yes";
}

Schedule read_schedule(const CsvTable& csv, CsvColumn column) {
  const std::string name(csv.filled(column));
  if (const NamedSchedule* found = schedules().find(name)) return found->way;
  const std::vector<std::string> names = schedules().names();
  csv.fail(column,
           fmt::format("must be one of {}{}", fmt::join(names, ", "), did_you_mean(name, names)));
}

std::optional<StageLink> read_link(const CsvTable& csv, const StepColumns& columns) {
  const auto speed = csv.optional_number(columns.gbit_per_s, link_speeds);
  const auto delay = csv.optional_number(columns.delay_ms, link_delays);
  if (speed.has_value() != delay.has_value()) {
    csv.fail(speed ? columns.delay_ms : columns.gbit_per_s,
             "gbit_per_s and delay_ms are given together, or both are empty: no time is lost "
             "between stages");
  }
  if (!speed) return std::nullopt;
  return StageLink{*speed * 1e9, *delay / 1e3};
}

StepTime read_row(const CsvTable& csv, const StepColumns& columns) {
  const auto count = [&](CsvColumn column, const Bounds& bounds) {
    return static_cast<int>(csv.integer(column, bounds));
  };
  StepTime row;
  row.line = csv.line();
  row.check = csv.filled(columns.check);
  row.group = csv.filled(columns.group);
  row.is_fitted = is_yes(csv, columns.fit);
  row.schedule = read_schedule(csv, columns.schedule);
  row.layers = count(columns.layers, counts);
  row.stages = count(columns.stages, stage_counts);
  if (row.stages > row.layers) {
    csv.fail(columns.stages, fmt::format("must be at most the number of layers, {}", row.layers));
  }
  row.micro_batches = count(columns.micro_batches, counts);
  row.boundary_bytes = csv.number(columns.bytes_per_value, value_sizes) *
                       count(columns.micro_batch, counts) * count(columns.sequence, counts) *
                       count(columns.hidden, counts);
  row.link = read_link(csv, columns);
  row.recompute = is_yes(csv, columns.recompute);
  row.seconds = csv.number(columns.seconds, step_seconds);
  static_cast<void>(csv.filled(columns.publication));
  static_cast<void>(csv.filled(columns.source));
  for (std::size_t i = 0; i < csv.names().size(); ++i)
    row.texts.emplace_back(csv.text(CsvColumn(i)));
  return row;
}

[[noreturn]] void refuse(const StepTimes& table, const StepTime& row, std::string_view what) {
  throw InputError(fmt::format("{}:{}: fit = {}: the group '{}' of the check '{}' {}", table.file,
                               row.line, row.is_fitted ? "yes" : "no", shown_key(row.group),
                               shown_key(row.check), what));
}

void require_one_fitted_row_a_group(const StepTimes& table) {
  std::map<std::pair<std::string_view, std::string_view>, const StepTime*> fitted;
  for (const StepTime& row : table.rows) {
    if (!row.is_fitted) continue;
    const auto [other, is_first] = fitted.try_emplace({row.check, row.group}, &row);
    if (is_first) continue;
    refuse(table, row,
           fmt::format("has a row with fit = yes in line {} already; allowed: one",
                       other->second->line));
  }
  for (const StepTime& row : table.rows) {
    if (fitted.contains({row.check, row.group})) continue;
    refuse(table, row,
           "has no row with fit = yes; one is needed, whose seconds set the constant of the group");
  }
}

}  // namespace

std::size_t StepTimes::column(std::string_view name, std::string_view option) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
  throw InputError(fmt::format("{} {}: {} has no such column{}; its columns are {}", option,
                               shown_key(name), file, did_you_mean(name, columns),
                               fmt::join(columns, ", ")));
}

StepTimes read_step_times(const std::filesystem::path& file) {
  FileSource source(file);
  CsvTable csv(source, file.string());
  const StepColumns columns(csv);
  StepTimes table{file.string(), csv.names(), {}};
  while (csv.next()) table.rows.push_back(read_row(csv, columns));
  require_one_fitted_row_a_group(table);
  return table;
}

}  // namespace bacelab
