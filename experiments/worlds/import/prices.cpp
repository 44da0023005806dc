#include "experiments/worlds/import/prices.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/errors.hpp"
#include "core/no_value.hpp"
#include "core/registry.hpp"
#include "experiments/text/csv_roles.hpp"
#include "experiments/text/csv_table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr double most_usd_per_kwh = 1e6;
constexpr double most_rate = 10.0;  // USD of one of any currency

/// NAME=TEXT in its parts; an empty name without a sign.
std::pair<std::string, std::string> named_text(const std::string& text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos) return {"", text};
  return {text.substr(0, sign), text.substr(sign + 1)};
}

std::string absent_text(double hours) {
  return hours == 1.0 ? "1 hour" : fmt::format("{:g} hours", hours);
}

/// Names of files, of which there may be many.
std::string files_text(const std::vector<std::string>& files) {
  constexpr std::size_t most = 4;
  std::vector<std::string> shown(files.begin(),
                                 files.begin() + static_cast<long>(std::min(most, files.size())));
  if (files.size() > most) shown.push_back(fmt::format("{} more", files.size() - most));
  return fmt::format("{}", fmt::join(shown, ", "));
}

/// Leaves out the hours that not all regions have, of which each begins and ends with its own.
void keep_common_hours(const std::vector<std::int64_t>& begins,
                       const std::vector<std::int64_t>& ends, Imported<PriceTable>& result) {
  PriceTable& table = result.content;
  const std::int64_t begin = *std::max_element(begins.begin(), begins.end());
  const std::int64_t end = *std::min_element(ends.begin(), ends.end());
  if (begin >= end) {
    const auto late =
        static_cast<std::size_t>(std::max_element(begins.begin(), begins.end()) - begins.begin());
    const auto early =
        static_cast<std::size_t>(std::min_element(ends.begin(), ends.end()) - ends.begin());
    throw InputError(
        fmt::format("the prices of {} end with {}, those of {} begin with {}; allowed: files that "
                    "have hours in common",
                    shown_key(table.regions[early]), utc_hour_text(end - 1),
                    shown_key(table.regions[late]), utc_hour_text(begin)));
  }
  table.first_hour = begin;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    auto& prices = table.usd_per_kwh[i];
    prices.erase(prices.begin() + (end - begins[i]), prices.end());
    prices.erase(prices.begin(), prices.begin() + (begin - begins[i]));
    const auto left_out = static_cast<std::size_t>((begin - begins[i]) + (ends[i] - end));
    if (left_out == 0) continue;
    result.notes.push_back(fmt::format("{}: left out {} that other regions do not have",
                                       shown_key(table.regions[i]), counted(left_out, "hour")));
  }
  if (begins.size() > 1) {
    result.notes.push_back(fmt::format("all regions have {}, {} to {}",
                                       counted(table.hours(), "hour"), utc_hour_text(begin),
                                       utc_hour_text(end - 1)));
  }
}

}  // namespace

std::map<std::string, double> parse_rates(const std::string& option,
                                          const std::vector<std::string>& texts) {
  std::map<std::string, double> rates;
  for (const std::string& text : texts) {
    const auto [currency, number] = named_text(text);
    const auto rate = number_from<double>(number);
    const bool is_currency = price_unit_in(currency + "/MWh") && currency.size() == 3;
    if (!is_currency || currency == "USD" || !rate || !(*rate > 0.0) || *rate > most_rate) {
      throw InputError(
          fmt::format("{} {}: must be CURRENCY=USD, what one of it is worth, such as EUR=1.08; at "
                      "most {:g}",
                      option, shown_key(text), most_rate));
    }
    if (!rates.emplace(currency, *rate).second) {
      throw InputError(fmt::format("{} {}: {} is given twice", option, shown_key(text), currency));
    }
  }
  return rates;
}

std::map<std::string, LocalZone> parse_local_zones(const std::string& option,
                                                   const std::vector<std::string>& texts) {
  std::map<std::string, LocalZone> zones;
  for (const std::string& text : texts) {
    const auto [name, offset] = named_text(text);
    if (!zones.emplace(name, LocalZone::parse(option, offset)).second) {
      throw InputError(fmt::format("{} {}: is given twice for {}", option, shown_key(text),
                                   name.empty() ? "all zones" : shown_key(name)));
    }
  }
  return zones;
}

PriceImport::PriceImport(PriceMapping mapping) : mapping_(std::move(mapping)) {
  for (std::size_t i = 0; i < mapping_.regions.size(); ++i) {
    regions_.push_back({mapping_.regions.name(i), mapping_.regions.key(i)});
  }
}

/// The regions that the user named by one of the keys, the first of which is a zone; without any
/// names, one of the zone's own.
std::vector<std::size_t> PriceImport::regions_of(const std::vector<std::string>& keys) {
  known_.push_back(keys.front());
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    if (std::find(keys.begin(), keys.end(), regions_[i].key) != keys.end()) found.push_back(i);
  }
  if (!found.empty() || mapping_.regions.size() > 0) return found;
  regions_.push_back({keys.front(), keys.front()});
  return {regions_.size() - 1};
}

std::vector<PriceImport::Series> PriceImport::series_of(const CsvTable& csv,
                                                        const PriceColumns& columns) {
  std::vector<Series> all;
  const auto take = [&](CsvColumn column, const std::vector<std::string>& keys) {
    auto regions = regions_of(keys);
    if (regions.empty()) return;
    const PriceUnit unit = unit_of_column(csv, column, mapping_.reading);
    all.push_back({column, unit, rate_of(csv, unit), std::move(regions)});
  };
  if (columns.price) {
    const std::filesystem::path path = csv.file_name();
    const std::string zone = zone_in_file_name(csv.file_name());
    take(*columns.price, {zone.empty() ? path.stem().string() : zone, path.stem().string(),
                          path.filename().string(), csv.file_name()});
    return all;
  }
  for (std::size_t i = 0; i < csv.names().size(); ++i) {
    if (CsvColumn(i) != columns.time) take(CsvColumn(i), {csv.names()[i]});
  }
  return all;
}

std::optional<LocalZone> PriceImport::clock_of(const std::vector<Series>& series) {
  for (const Series& one : series) {
    for (const std::size_t region : one.regions) {
      for (const std::string& name : {regions_[region].name, regions_[region].key, known_.back()}) {
        const auto found = mapping_.zones.find(name);
        if (name.empty() || found == mapping_.zones.end()) continue;
        clocks_used_.insert(name);
        return found->second;
      }
    }
  }
  const auto of_all = mapping_.zones.find("");
  return of_all == mapping_.zones.end() ? std::nullopt : std::optional(of_all->second);
}

double PriceImport::rate_of(const CsvTable& csv, const PriceUnit& unit) {
  if (unit.currency == "USD") return 1.0;
  const auto found = mapping_.rates.find(unit.currency);
  if (found == mapping_.rates.end()) {
    throw InputError(
        fmt::format("{}: its prices are in {}; allowed: --rate {}=USD, what one {} is "
                    "worth",
                    csv.file_name(), unit.text(), unit.currency, unit.currency));
  }
  rates_used_.insert(unit.currency);
  return found->second;
}

void PriceImport::read(ByteSource& source, const std::string& name) {
  CsvTable csv(source, name);
  const PriceColumns columns = PriceColumns::of(csv, mapping_.reading);
  std::vector<Series> series = series_of(csv, columns);
  if (series.empty() && mapping_.regions.size() == 0) {
    throw InputError(name + ": has no column of prices; one per zone is needed");
  }
  if (series.empty()) {
    notes_.push_back(fmt::format("{}: not used: has no zone of --region", name));
    return;
  }
  const auto clock = columns.in_utc ? std::optional(LocalZone()) : clock_of(series);
  const std::string hint =
      fmt::format("--utc-offset {}=+01:00, with summer time +01:00/eu or -06:00/us",
                  shown_key(regions_[series.front().regions.front()].name));
  PriceTimes times(columns.time, clock, columns.in_utc ? "" : hint);
  // A price holds until the next row, but for no longer than the first one.
  std::optional<std::int64_t> begin_s;
  std::vector<double> held(series.size());
  const auto take_held = [&] {
    if (!begin_s) return;
    for (std::size_t i = 0; i < series.size(); ++i) {
      series[i].prices.add(*begin_s, times.step_s(), held[i]);
    }
  };
  while (csv.next()) {
    const auto utc_s = times.read(csv);
    if (!utc_s) continue;
    take_held();
    begin_s = utc_s;
    for (std::size_t i = 0; i < series.size(); ++i) {
      const Series& one = series[i];
      const double most =
          most_usd_per_kwh * one.unit.kwh / (one.unit.currency == "USD" ? 1.0 : most_rate);
      const bool known = !says_nothing(csv.text(one.column));
      held[i] = known ? csv.number(one.column, Bounds::between(-most, most).in(one.unit.text()))
                      : no_value;
    }
  }
  if (!begin_s) throw InputError(name + ": has no hour; at least one row is needed");
  take_held();
  note_file(csv, times, columns.in_utc, series);
  keep(name, series);
}

void PriceImport::note_file(const CsvTable& csv, const PriceTimes& times, bool in_utc,
                            const std::vector<Series>& series) {
  const HourlyPrices& prices = series.front().prices;
  const std::string& name = csv.file_name();
  notes_.push_back(fmt::format("{}: read {}, {} to {}, of which {} not there", name,
                               counted(csv.rows(), "row"), utc_hour_text(prices.first_hour()),
                               utc_hour_text(prices.end_hour() - 1),
                               absent_text(times.absent_hours())));
  std::set<std::string> units;
  for (const Series& one : series) {
    if (!units.insert(one.unit.text()).second) continue;
    notes_.push_back(fmt::format(
        "{}: {}{}{}", name,
        price_unit_in(csv.name_of(one.column)) || mapping_.reading.currency ? "" : "assumed ",
        one.unit.text(),
        one.unit.currency == "USD"
            ? ""
            : fmt::format(", converted by {:g} USD for 1 {}", one.rate, one.unit.currency)));
  }
  if (times.are_local() && !in_utc) {
    notes_.push_back(
        fmt::format("{}: times without a zone are taken for {}", name, times.zone()->text()));
    if (times.zone()->summer != SummerTime::none) {
      notes_.push_back(
          fmt::format("{}: dropped {} at times that the clock skips; one that it "
                      "shows twice is the first, a second row the second",
                      name, counted(times.skipped(), "row")));
    }
  }
  if (times.step_s() < 3600) {
    notes_.push_back(fmt::format("{}: prices of {} min: their means over hours of UTC", name,
                                 times.step_s() / 60));
  } else if (times.begin_inside_hours()) {
    notes_.push_back(
        fmt::format("{}: its hours begin inside hours of UTC: the mean of the two that "
                    "share one, weighted by time",
                    name));
  }
}

void PriceImport::keep(const std::string& file, std::vector<Series>& series) {
  for (Series& one : series) {
    if (one.unit.currency != "USD") one.prices.scale(one.rate);
    if (one.unit.kwh != 1.0) one.prices.divide(one.unit.kwh);
    for (const std::size_t region : one.regions) {
      auto& parts = regions_[region].parts;
      if (region == one.regions.back()) {
        parts.push_back({std::move(one.prices), file});
      } else {
        parts.push_back({one.prices, file});
      }
    }
  }
}

/// All files of a region, one after the other.
HourlyPrices PriceImport::joined(Region& region) {
  std::stable_sort(region.parts.begin(), region.parts.end(), [](const Part& a, const Part& b) {
    return a.prices.first_hour() < b.prices.first_hour();
  });
  HourlyPrices all = std::move(region.parts.front().prices);
  for (std::size_t i = 1; i < region.parts.size(); ++i) {
    all.append(region.parts[i].prices, longest_gap, region.parts[i - 1].file, region.parts[i].file);
  }
  return all;
}

void PriceImport::require_prices() const {
  std::set<std::string> known(known_.begin(), known_.end());
  for (const Region& region : regions_) {
    if (!region.parts.empty()) continue;
    throw InputError(fmt::format(
        "--region {}={}: no file has the zone '{}'{}; allowed: a zone, or the name of its file; "
        "there are {}",
        shown_key(region.name), shown_key(region.key), shown_key(region.key),
        did_you_mean(region.key, known_),
        shortened(fmt::format("{}", fmt::join(known, ", ")), 300)));
  }
}

void PriceImport::require_all_used() const {
  for (const auto& [name, zone] : mapping_.zones) {
    if (name.empty() || clocks_used_.contains(name)) continue;
    throw InputError(
        fmt::format("--utc-offset {}: no file with local times is of that region or "
                    "zone{}",
                    shown_key(name), did_you_mean(name, known_)));
  }
  for (const auto& [currency, rate] : mapping_.rates) {
    if (rates_used_.contains(currency)) continue;
    throw InputError(fmt::format("--rate {}: no prices are in that currency", currency));
  }
}

Imported<PriceTable> PriceImport::finish() {
  require_prices();
  require_all_used();
  Imported<PriceTable> result = {{}, notes_};
  PriceTable& table = result.content;
  std::vector<std::int64_t> begins;
  std::vector<std::int64_t> ends;
  for (Region& region : regions_) {
    const HourlyPrices prices = joined(region);
    std::vector<std::string> files;
    for (const Part& part : region.parts) files.push_back(part.file);
    region.parts.clear();
    table.file = files.front();
    table.regions.push_back(region.name);
    table.usd_per_kwh.push_back(prices.means());
    result.notes.push_back(fill_gaps(table.usd_per_kwh.back(), prices.first_hour(), mapping_.fill,
                                     region.key, files_text(files)));
    if (prices.partial_hours() > 0) {
      result.notes.back() +=
          fmt::format(", {} known in part", counted(prices.partial_hours(), "hour"));
    }
    begins.push_back(prices.first_hour());
    ends.push_back(prices.end_hour());
  }
  keep_common_hours(begins, ends, result);
  result.notes.emplace_back("converted to USD/kWh: wholesale prices, without grid and taxes");
  return result;
}

}  // namespace bacelab
