#include "experiments/worlds/import/price_formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include "core/errors.hpp"
#include "experiments/text/csv_roles.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

/// Columns that are in UTC, the preferred ones, and those of local time.
const std::vector<std::string> utc_names = {"utc", "Datetime (UTC)", "UTC", "datetime_utc"};
const std::vector<std::string> local_names = {"Datetime", "datetime", "timestamp",
                                              "time",     "Date",     "date"};

ColumnRole time_role() {
  ColumnRole role{"when a price holds", "--time-column", utc_names};
  role.names.insert(role.names.end(), local_names.begin(), local_names.end());
  return role;
}

/// The only column whose name has a unit and begins with the word price.
std::optional<CsvColumn> find_price(const CsvTable& csv) {
  std::optional<CsvColumn> found;
  for (std::size_t i = 0; i < csv.names().size(); ++i) {
    const std::string& name = csv.names()[i];
    const bool is_price = name.starts_with("Price") || name.starts_with("price");
    if (!is_price || !price_unit_in(name)) continue;
    if (found) {
      throw InputError(fmt::format(
          "{}: the columns '{}' and '{}' are both prices; allowed: --price-column with one",
          csv.file_name(), shown_key(csv.name_of(*found)), shown_key(name)));
    }
    found = CsvColumn(i);
  }
  return found;
}

bool has_zone_letters(std::string_view part) {
  return std::any_of(part.begin(), part.end(), is_capital) &&
         std::none_of(part.begin(), part.end(), is_small);
}

}  // namespace

Registry<PriceFormat> price_formats() {
  static constexpr std::array<PriceFormat, 2> formats = {{
      {"sustain", "HewlettPackard/sustain-cluster: a file per zone and year"},
      {"plain", "a column per zone"},
  }};
  static constexpr Registry registry(formats);
  return registry;
}

std::string PriceUnit::text() const { return currency + (kwh == 1.0 ? "/kWh" : "/MWh"); }

std::optional<PriceUnit> price_unit_in(std::string_view text) {
  for (const auto& [per, kwh] : {std::pair{"/MWh", 1000.0}, std::pair{"/kWh", 1.0}}) {
    const std::size_t at = text.find(per);
    if (at == std::string_view::npos || at < 3) continue;
    const std::string_view currency = text.substr(at - 3, 3);
    const bool whole = at == 3 || text[at - 4] == '(' || text[at - 4] == ' ';
    if (whole && std::all_of(currency.begin(), currency.end(), is_capital)) {
      return PriceUnit{std::string(currency), kwh};
    }
  }
  return std::nullopt;
}

std::string zone_in_file_name(const std::string& file) {
  const std::string stem = std::filesystem::path(file).stem().string();
  std::string zone;
  std::size_t begin = 0;
  while (begin <= stem.size()) {
    const std::size_t end = std::min(stem.find_first_of("_. ", begin), stem.size());
    const std::string part = stem.substr(begin, end - begin);
    if (has_zone_letters(part)) zone += (zone.empty() ? "" : "_") + part;
    begin = end + 1;
  }
  return zone;
}

PriceColumns PriceColumns::of(const CsvTable& csv, const PriceReading& reading) {
  PriceColumns columns;
  columns.time = required_column(csv, time_role(), reading.time_column);
  const std::string& name = csv.name_of(columns.time);
  columns.in_utc = std::find(utc_names.begin(), utc_names.end(), name) != utc_names.end();
  if (reading.price_column) {
    columns.price = csv.column(*reading.price_column);
  } else if (reading.format != "plain") {
    columns.price = find_price(csv);
  }
  if (reading.format == "sustain" && !columns.price) {
    throw InputError(fmt::format(
        "{}: no column says what the price is; allowed: Price with its unit, such as 'Price "
        "(EUR/MWh)', or --price-column NAME",
        csv.file_name()));
  }
  return columns;
}

PriceUnit unit_of_column(const CsvTable& csv, CsvColumn column, const PriceReading& reading) {
  const auto named = price_unit_in(csv.name_of(column));
  if (reading.currency && !price_unit_in(*reading.currency + "/MWh")) {
    throw InputError(fmt::format("--currency {}: must be three capitals, such as EUR",
                                 shown_key(*reading.currency)));
  }
  if (named && reading.currency && *reading.currency != named->currency) {
    throw InputError(fmt::format("{}: the column '{}' is not in {}, which --currency says",
                                 csv.file_name(), shown_key(csv.name_of(column)),
                                 shown_key(*reading.currency)));
  }
  if (named) return *named;
  return PriceUnit{reading.currency.value_or("USD")};
}

}  // namespace bacelab
