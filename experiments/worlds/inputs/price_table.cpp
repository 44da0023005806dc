#include "experiments/worlds/inputs/price_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ostream>

#include "core/errors.hpp"
#include "experiments/text/csv_reading.hpp"
#include "experiments/text/csv_table.hpp"

namespace bacelab {
namespace {

/// Takes exactly `digits` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  const std::string_view number = text.substr(0, digits);
  if (number.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  int value = 0;
  std::from_chars(number.data(), number.data() + digits, value);
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

std::optional<std::chrono::sys_days> take_day(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> parse_utc_hour(std::string_view text) {
  const auto day = take_day(text);
  if (!day || !(take(text, " ") || take(text, "T"))) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ":00")) return std::nullopt;
  take(text, ":00");
  if (!text.empty() && text != "Z" && text != "+00:00") return std::nullopt;
  return std::int64_t{24} * day->time_since_epoch().count() + *hour;
}

std::string utc_hour_text(std::int64_t hour) {
  const std::int64_t day = hour >= 0 ? hour / 24 : (hour - 23) / 24;
  const std::chrono::year_month_day date{
      std::chrono::sys_days(std::chrono::days(static_cast<int>(day)))};
  return fmt::format("{:04}-{:02}-{:02} {:02}:00", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     hour - 24 * day);
}

namespace {

constexpr double most_hours = 1e12;
constexpr double largest_usd_per_kwh = 1e6;

/// The column that says which hour it is.
class HourColumn {
 public:
  explicit HourColumn(const CsvTable& table) {
    const auto dated = table.find("utc");
    dated_ = dated.has_value();
    if (!dated && !table.find("hour")) {
      throw InputError(table.file_name() +
                       ": there is no column 'utc' (such as 2023-01-31 23:00) or 'hour' (0, 1, "
                       "...) that says which hour a row is of");
    }
    column_ = dated ? *dated : table.column("hour");
  }

  [[nodiscard]] bool dated() const { return dated_; }
  [[nodiscard]] CsvColumn column() const { return column_; }
  [[nodiscard]] std::int64_t read(const CsvTable& table) const {
    if (!dated_) return table.integer(column_, Bounds::between(-most_hours, most_hours));
    const auto hour = parse_utc_hour(table.text(column_));
    if (!hour) table.fail(column_, "must be the beginning of an hour, such as 2023-01-31 23:00");
    return *hour;
  }
  [[nodiscard]] std::string text(std::int64_t hour) const {
    return dated_ ? utc_hour_text(hour) : std::to_string(hour);
  }

 private:
  bool dated_ = false;
  CsvColumn column_{};
};

}  // namespace

std::optional<std::size_t> PriceTable::index_of(std::string_view region) const {
  const auto found = std::find(regions.begin(), regions.end(), region);
  if (found == regions.end()) return std::nullopt;
  return static_cast<std::size_t>(found - regions.begin());
}

PriceTable parse_price_table(ByteSource& source, const std::string& name) {
  CsvTable csv(source, name);
  const HourColumn hours(csv);
  PriceTable table;
  table.file = name;
  table.dated = hours.dated();
  std::vector<CsvColumn> columns;
  for (std::size_t i = 0; i < csv.names().size(); ++i) {
    if (CsvColumn(i) == hours.column()) continue;
    columns.push_back(CsvColumn(i));
    table.regions.push_back(csv.names()[i]);
  }
  if (columns.empty())
    throw InputError(name + ": has no column of prices; one per region is needed");
  table.usd_per_kwh.resize(columns.size());
  const Bounds price = Bounds::between(-largest_usd_per_kwh, largest_usd_per_kwh).in("USD/kWh");
  while (csv.next()) {
    const std::int64_t hour = hours.read(csv);
    if (csv.rows() == 1) table.first_hour = hour;
    const std::int64_t expected = table.first_hour + static_cast<std::int64_t>(table.hours());
    if (hour != expected) {
      csv.fail(hours.column(), fmt::format("hours must follow each other; the next is {} (`bacelab "
                                           "import prices` fills gaps)",
                                           hours.text(expected)));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      table.usd_per_kwh[i].push_back(csv.number(columns[i], price));
    }
  }
  if (table.hours() == 0) throw InputError(name + ": has no hour; at least one row is needed");
  return table;
}

void write_price_table(std::ostream& out, const PriceTable& table) {
  out << (table.dated ? "utc" : "hour");
  for (const std::string& region : table.regions) out << ',' << csv_field(region);
  out << '\n';
  for (std::size_t i = 0; i < table.hours(); ++i) {
    const std::int64_t hour = table.first_hour + static_cast<std::int64_t>(i);
    out << (table.dated ? utc_hour_text(hour) : std::to_string(hour));
    for (const auto& prices : table.usd_per_kwh) out << fmt::format(",{}", prices[i]);
    out << '\n';
  }
}

}  // namespace bacelab
