#include "experiments/worlds/modulation/hourly_replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>
#include <utility>

#include "core/registry.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/worlds/process/records.hpp"

namespace bacelab {
namespace {

/// The first hour of a year, since 1970-01-01 00:00 UTC.
std::int64_t first_hour_of(int year) {
  const auto day = std::chrono::sys_days(std::chrono::year(year) / 1 / 1);
  return std::int64_t{24} * day.time_since_epoch().count();
}

int year_of(std::int64_t hour) {
  const auto day = static_cast<int>(std::floor(static_cast<double>(hour) / 24.0));
  return static_cast<int>(
      std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(day))).year());
}

std::int64_t end_of(const PriceTable& table) {
  return table.first_hour + static_cast<std::int64_t>(table.hours());
}

class ReplayedHours final : public Modulation {
 public:
  /// The table is kept as long as its prices are in use.
  ReplayedHours(std::shared_ptr<const PriceTable> table, std::size_t region, FileHours hours)
      : table_(std::move(table)), prices_(table_->usd_per_kwh[region]), hours_(hours) {}

 private:
  std::size_t make(std::span<Piece> pieces) override {
    for (Piece& piece : pieces) {
      const double price = prices_[hours_.at(hour_)];
      ++hour_;
      piece = {price, hour_ * 3600.0};
    }
    return pieces.size();
  }

  std::shared_ptr<const PriceTable> table_;
  const std::vector<double>& prices_;
  FileHours hours_;
  std::uint32_t hour_ = 0;
};

class HoursOfDays final : public Modulation {
 public:
  HoursOfDays(std::shared_ptr<const PriceTable> table, std::size_t region,
              const HourlyReplay::OfDays& days, const WorldId& world)
      : table_(std::move(table)),
        prices_(table_->usd_per_kwh[region]),
        days_(days.blocks.of(world)),
        first_(days.first),
        start_hour_(days.start_hour) {}

 private:
  std::size_t make(std::span<Piece> pieces) override {
    for (Piece& piece : pieces) {
      const std::size_t hour = start_hour_ + hour_;
      const double price = prices_[first_ + 24 * days_.at(hour / 24) + hour % 24];
      ++hour_;
      piece = {price, hour_ * 3600.0};
    }
    return pieces.size();
  }

  std::shared_ptr<const PriceTable> table_;
  const std::vector<double>& prices_;
  DayBlocks::Drawn days_;
  std::size_t first_;
  std::size_t start_hour_;
  std::uint32_t hour_ = 0;
};

std::string read_start(const ConfigSection& section) {
  return section.choice(
      "start", "drawn", {"drawn", "drawn_day", "first", "drawn_year", "resampled"},
      "The hour of the file at time 0, the same for all regions: drawn in each world, drawn from "
      "the whole days after the first hour, or the first; or one of its years (drawn_year), or its "
      "days, drawn in blocks of block_days (resampled)");
}

void require_regions(const ConfigSection& section, const PriceTable& table,
                     const std::vector<std::string>& regions) {
  for (const std::string& region : regions) {
    if (table.index_of(region)) continue;
    section.fail("file", "has no column '" + region + "'" + did_you_mean(region, table.regions),
                 "a column for each of regions.names");
  }
}

/// With how many hours of the file a world may begin.
std::size_t starts_of(const PriceRecord& record, double horizon_s) {
  const std::size_t hours = record.table->hours();
  if (record.at_end() == AtEnd::wrap) return hours;
  const double needed = std::ceil(horizon_s / 3600.0);
  if (needed > static_cast<double>(hours)) {
    record.section.fail(
        "at_end",
        "the file has " + std::to_string(hours) + " hours, fewer than " + "study.horizon_hours",
        "\"wrap\", a longer file or a shorter horizon");
  }
  return hours - static_cast<std::size_t>(needed) + 1;
}

/// The whole days of a file that are in a year.
struct PartOfYear {
  std::int64_t first;  // hour since 1970-01-01 00:00 UTC
  std::int64_t days;
};

PartOfYear part_of(const PriceTable& table, int year) {
  const std::int64_t first = std::max(table.first_hour, first_hour_of(year));
  return {first, (std::min(end_of(table), first_hour_of(year + 1)) - first) / 24};
}

/// The calendar years of which a day at most is missing: a file of a year in another zone than UTC
/// lacks some hours.
std::vector<int> whole_years(const PriceTable& table) {
  std::vector<int> years;
  for (int year = year_of(table.first_hour); first_hour_of(year) < end_of(table); ++year) {
    const std::int64_t all = (first_hour_of(year + 1) - first_hour_of(year)) / 24;
    if (part_of(table, year).days >= all - 1) years.push_back(year);
  }
  return years;
}

void require_endless(const PriceRecord& record, const char* what) {
  if (record.at_end() == AtEnd::wrap) return;
  record.section.fail("at_end", fmt::format("{} has no end", what), "\"wrap\"");
}

HourlyReplay::Start read_year(const PriceRecord& record, std::shared_ptr<const Calendar> calendar,
                              std::size_t start_hour) {
  const PriceTable& table = *record.table;
  require_endless(record, "a drawn year (start = \"drawn_year\")");
  auto years = table.dated ? whole_years(table) : std::vector<int>();
  if (years.empty()) {
    record.section.fail(
        "start",
        table.dated ? "the file has no year, from January 1 to December 31 of UTC, but for a day"
                    : "the file has no dates, and so no years",
        "a file with a column utc and at least one whole year, or another start");
  }
  return HourlyReplay::InYear{std::move(years), std::move(calendar), start_hour};
}

HourlyReplay::Start read_days(const PriceRecord& record, std::size_t start_hour) {
  const PriceTable& table = *record.table;
  require_endless(record, "a price of drawn days (start = \"resampled\")");
  // Of an undated file the days begin at its first hour.
  const std::int64_t past = table.dated ? ((table.first_hour % 24) + 24) % 24 : 0;
  const auto first = static_cast<std::size_t>((24 - past) % 24);
  const std::size_t days = table.hours() < first ? 0 : (table.hours() - first) / 24;
  return HourlyReplay::OfDays{DayBlocks::read(record.section, days, "price.replay"), first,
                              table.dated ? start_hour : 0};
}

HourlyReplay::Start read_by_calendar(const PriceRecord& record,
                                     std::shared_ptr<const Calendar> calendar, double horizon_s) {
  if (reads_drawn_year(record.section)) return read_year(record, std::move(calendar), 0);
  if (calendar->days() != nullptr) {
    require_endless(record, "a price of drawn days (study.start = \"resampled\")");
    return HourlyReplay::ByCalendar{std::move(calendar)};
  }
  static_cast<void>(starts_of(record, horizon_s));  // says if there is none
  if (record.table->hours() < 24) {
    record.section.fail("file", "has less than a day", "at least 24 hours");
  }
  return HourlyReplay::ByCalendar{std::move(calendar)};
}

/// Dated prices whose hour of the day a study without a calendar does not follow.
std::vector<std::string> notes_on(const PriceTable& table, const std::string& start,
                                  std::size_t start_hour) {
  if (!table.dated || start == "resampled" || start == "drawn_year") return {};
  const auto first = static_cast<std::size_t>(((table.first_hour % 24) + 24) % 24);
  if (start != "drawn" && first == start_hour) return {};
  const std::string begins = start == "drawn" ? "at an hour of the day that is drawn"
                                              : fmt::format("at {:02}:00 UTC", first);
  return {
      fmt::format("{}: its prices begin {}, all else at study.start_hour_utc = {}; study.start "
                  "puts both on one clock",
                  table.file, begins, start_hour)};
}

}  // namespace

std::shared_ptr<const ModulationModel> HourlyReplay::read(const ConfigSection& section,
                                                          const std::vector<std::string>& regions,
                                                          double horizon_s) {
  const PriceRecord record = PriceRecord::read(section);
  auto calendar = Calendar::read(section.root());
  if (!record.table) {
    if (!calendar) read_start(section);
    static_cast<void>(record.at_end());
    return nullptr;
  }
  require_regions(section, *record.table, regions);
  if (calendar) {
    return std::make_shared<HourlyReplay>(record.table,
                                          read_by_calendar(record, std::move(calendar), horizon_s));
  }
  const std::string start = read_start(section);
  const auto start_hour = static_cast<std::size_t>(read_start_hour(section.root()));
  auto notes = notes_on(*record.table, start, start_hour);
  if (start == "drawn_year") {
    return std::make_shared<HourlyReplay>(record.table, read_year(record, nullptr, start_hour));
  }
  if (start == "resampled") {
    return std::make_shared<HourlyReplay>(record.table, read_days(record, start_hour));
  }
  const std::size_t starts = starts_of(record, horizon_s);
  return std::make_shared<HourlyReplay>(
      record.table,
      FromHour{start == "first" ? 1 : starts,
               static_cast<std::size_t>(start == "drawn_day" ? 24 : 1)},
      std::move(notes));
}

namespace {

FileHours from_hour(const HourlyReplay::FromHour& start, const PriceTable& table,
                    const WorldId& world) {
  const std::size_t choices = (start.starts + start.step - 1) / start.step;
  const double uniform = RandomStream(world, "price.replay").uniform(0);
  const auto choice = static_cast<std::size_t>(uniform * static_cast<double>(choices));
  return {start.step * std::min(choice, choices - 1), 0, table.hours()};
}

FileHours by_calendar(const Calendar& calendar, const PriceTable& table, const WorldId& world) {
  const std::size_t whole_days = table.hours() - table.hours() % 24;
  return {static_cast<std::size_t>(calendar.start(world) - table.first_hour),
          table.hours() - whole_days, whole_days};
}

FileHours in_year(const HourlyReplay::InYear& start, const PriceTable& table,
                  const WorldId& world) {
  const std::size_t choices = start.years.size();
  const double uniform = RandomStream(world, "price.replay").uniform(0);
  const auto choice = static_cast<std::size_t>(uniform * static_cast<double>(choices));
  const int year = start.years[std::min(choice, choices - 1)];
  auto hour = static_cast<std::int64_t>(start.start_hour);
  if (start.calendar) {
    const std::int64_t begin = start.calendar->start(world);
    hour = begin - first_hour_of(year_of(begin));
  }
  const PartOfYear part = part_of(table, year);
  const std::int64_t length = 24 * part.days;
  // Before the first hour of the file, or after its last one, days follow that are there.
  const std::int64_t in_part = (first_hour_of(year) + hour - part.first + length) % length;
  const auto base = static_cast<std::size_t>(part.first - table.first_hour);
  return {base + static_cast<std::size_t>(in_part), base, static_cast<std::size_t>(length)};
}

}  // namespace

FileHours HourlyReplay::hours(const WorldId& world) const {
  if (const auto* start = std::get_if<FromHour>(&start_)) return from_hour(*start, *table_, world);
  if (const auto* start = std::get_if<InYear>(&start_)) return in_year(*start, *table_, world);
  return by_calendar(*std::get<ByCalendar>(start_).calendar, *table_, world);
}

std::optional<HourlyReplay::OfDays> HourlyReplay::days() const {
  if (const auto* start = std::get_if<OfDays>(&start_)) return *start;
  const auto* start = std::get_if<ByCalendar>(&start_);
  if (start == nullptr || start->calendar->days() == nullptr) return std::nullopt;
  const auto first = static_cast<std::size_t>(start->calendar->first_hour() - table_->first_hour);
  return OfDays{*start->calendar->days(), first, 0};
}

std::unique_ptr<Modulation> HourlyReplay::make(const ModulationOwner& owner) const {
  const std::size_t region = table_->index_of(owner.name).value();
  if (const auto drawn = days()) {
    return std::make_unique<HoursOfDays>(table_, region, *drawn, owner.world);
  }
  return std::make_unique<ReplayedHours>(table_, region, hours(owner.world));
}

Moments HourlyReplay::moments(const ModulationOwner& owner) const {
  const auto& all = table_->usd_per_kwh[table_->index_of(owner.name).value()];
  std::span<const double> prices = all;
  if (const auto drawn = days()) {
    prices = prices.subspan(drawn->first, 24 * drawn->blocks.days());
  } else {
    const FileHours part = hours(owner.world);
    prices = prices.subspan(part.base, part.length);
  }
  const auto hours = static_cast<double>(prices.size());
  double mean = 0.0;
  for (const double price : prices) mean += price / hours;
  double variance = 0.0;
  for (const double price : prices) variance += (price - mean) * (price - mean) / hours;
  return {mean, variance};
}

}  // namespace bacelab
