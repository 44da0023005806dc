#include "experiments/worlds/import/prices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/errors.hpp"
#include "core/no_value.hpp"
#include "experiments/text/csv_table.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/inputs/price_table.hpp"

namespace bacelab {
namespace {

constexpr double kwh_in_mwh = 1000.0;

/// The hour of a row, which must come after those before.
std::int64_t read_hour(const CsvTable& csv, CsvColumn column, const PriceTable& table) {
  const auto hour = parse_utc_hour(csv.text(column));
  if (!hour) csv.fail(column, "must be the beginning of an hour in UTC, such as 2023-01-31 23:00");
  if (table.hours() == 0) return *hour;
  const std::int64_t next = table.first_hour + static_cast<std::int64_t>(table.hours());
  if (*hour < next) {
    csv.fail(column, fmt::format("is not after {} of the row above; allowed: each hour once, in "
                                 "order",
                                 utc_hour_text(next - 1)));
  }
  if (*hour - next > longest_gap) {
    csv.fail(column, fmt::format("{} hours before it are not there; allowed: at most {}",
                                 *hour - next, longest_gap));
  }
  return *hour;
}

/// Hours [begin, end) of a column without a price.
struct Gap {
  std::size_t begin;
  std::size_t end;
};

std::vector<Gap> gaps_of(const std::vector<double>& prices) {
  std::vector<Gap> gaps;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    if (!std::isnan(prices[i])) continue;
    if (gaps.empty() || gaps.back().end != i) gaps.push_back({i, i});
    ++gaps.back().end;
  }
  return gaps;
}

void fill_gap(std::vector<double>& prices, const Gap& gap, PriceFill fill) {
  const bool at_begin = gap.begin == 0;
  const bool at_end = gap.end == prices.size();
  const double before = at_begin ? prices[gap.end] : prices[gap.begin - 1];
  const double after = at_end || fill == PriceFill::hold ? before : prices[gap.end];
  const auto steps = static_cast<double>(gap.end - gap.begin + 1);
  for (std::size_t i = gap.begin; i < gap.end; ++i) {
    const double part = static_cast<double>(i - gap.begin + 1) / steps;
    prices[i] = before + part * (after - before);
  }
}

std::string note_of(const std::string& column, const std::vector<double>& prices,
                    const std::vector<Gap>& gaps, PriceFill fill) {
  std::size_t filled = 0;
  std::size_t longest = 0;
  for (const Gap& gap : gaps) {
    filled += gap.end - gap.begin;
    longest = std::max(longest, gap.end - gap.begin);
  }
  const auto negative = std::count_if(prices.begin(), prices.end(), [](double p) { return p < 0; });
  std::string note = fmt::format("{}: {} negative", shown_key(column),
                                 counted(static_cast<std::size_t>(negative), "hour"));
  if (filled > 0) {
    note += fmt::format(
        ", {} missing (at most {} in a row), filled by {}", counted(filled, "hour"), longest,
        fill == PriceFill::linear ? "a line between their neighbours" : "the hour before");
  }
  return note;
}

void fill_column(const std::string& file, const std::string& column, std::vector<double>& prices,
                 PriceFill fill, const PriceTable& table, std::vector<std::string>& notes) {
  const auto gaps = gaps_of(prices);
  if (!gaps.empty() && gaps.front().end - gaps.front().begin == prices.size()) {
    throw InputError(fmt::format("{}: the column '{}' has no price", file, shown_key(column)));
  }
  if (!gaps.empty() && fill == PriceFill::refuse) {
    const auto hour = table.first_hour + static_cast<std::int64_t>(gaps.front().begin);
    throw InputError(
        fmt::format("{}: the column '{}' has no price of {}; allowed: --fill linear "
                    "or --fill hold",
                    file, shown_key(column), utc_hour_text(hour)));
  }
  for (const Gap& gap : gaps) fill_gap(prices, gap, fill);
  notes.push_back(note_of(column, prices, gaps, fill));
}

}  // namespace

Imported<PriceTable> import_prices(ByteSource& source, const std::string& name,
                                   const RegionKeys& regions, PriceFill fill) {
  CsvTable csv(source, name);
  const CsvColumn utc = csv.column("utc");
  std::vector<CsvColumn> columns;
  Imported<PriceTable> result;
  PriceTable& table = result.content;
  table.file = name;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    columns.push_back(csv.column(regions.key(i)));
    table.regions.push_back(regions.name(i));
  }
  table.usd_per_kwh.resize(columns.size());
  std::size_t absent = 0;
  while (csv.next()) {
    const std::int64_t hour = read_hour(csv, utc, table);
    if (table.hours() == 0) table.first_hour = hour;
    const auto row = static_cast<std::size_t>(hour - table.first_hour);
    absent += row - table.hours();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto price = csv.optional_number(columns[i], Bounds::between(-1e9, 1e9).in("USD/MWh"));
      table.usd_per_kwh[i].resize(row, no_value);
      table.usd_per_kwh[i].push_back(price ? *price / kwh_in_mwh : no_value);
    }
  }
  if (table.hours() == 0) throw InputError(name + ": has no hour; at least one row is needed");
  const auto last = table.first_hour + static_cast<std::int64_t>(table.hours()) - 1;
  result.notes.push_back(fmt::format("{}: read {}, {} to {}, of which {} not there", name,
                                     counted(csv.rows(), "row"), utc_hour_text(table.first_hour),
                                     utc_hour_text(last), counted(absent, "hour")));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    fill_column(name, regions.key(i), table.usd_per_kwh[i], fill, table, result.notes);
  }
  result.notes.emplace_back("divided USD/MWh by 1000: wholesale prices, without grid and taxes");
  return result;
}

}  // namespace bacelab
