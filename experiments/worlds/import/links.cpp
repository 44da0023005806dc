#include "experiments/worlds/import/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/text/csv_roles.hpp"
#include "experiments/text/csv_table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr double most_sample = 1e6;  // in the unit of the table

/// A column's names in Skyplane's files and in others, chosen by the format.
ColumnRole role_of(const char* says, const char* option, const LinkReading& reading,
                   const std::vector<std::string>& skyplane,
                   const std::vector<std::string>& plain) {
  ColumnRole role{says, option, {}};
  if (reading.format != "plain") role.names = skyplane;
  if (reading.format == "skyplane") return role;
  for (const std::string& name : plain) {
    if (std::find(role.names.begin(), role.names.end(), name) == role.names.end()) {
      role.names.push_back(name);
    }
  }
  return role;
}

/// The columns of all files with a row per directed pair.
class PairColumns {
 public:
  PairColumns(const CsvTable& csv, const LinkReading& reading, const ColumnRole& value)
      : csv_(csv), tier_(reading.tier) {
    from_ = required_column(csv,
                            role_of("where a link begins", "--from-column", reading,
                                    {"src_region", "src"}, {"src", "from", "a"}),
                            reading.from);
    to_ = required_column(csv,
                          role_of("where a link ends", "--to-column", reading,
                                  {"dst_region", "dst", "dest"}, {"dst", "dest", "to", "b"}),
                          reading.to);
    value_ = required_column(csv, value, reading.value);
    from_tier_ = csv.find("src_tier");
    to_tier_ = csv.find("dst_tier");
    if (!to_tier_) to_tier_ = csv.find("dest_tier");
    success_ = csv.find("success");
  }

  [[nodiscard]] std::string_view from() const { return csv_.filled(from_); }
  [[nodiscard]] std::string_view to() const { return csv_.filled(to_); }
  [[nodiscard]] CsvColumn value() const { return value_; }
  /// Why the row is not used, if it is not.
  [[nodiscard]] std::optional<UnusedSample> unused() const {
    if (success_ && !succeeded()) return UnusedSample::failed;
    if (is_other(from_tier_) || is_other(to_tier_)) return UnusedSample::other_tier;
    if (says_nothing(csv_.text(value_))) return UnusedSample::without_value;
    return std::nullopt;
  }
  /// ", of the tier PREMIUM" if the file has tiers.
  [[nodiscard]] std::string tier_text() const {
    return from_tier_ || to_tier_ ? fmt::format(", of the tier {}", shown_key(tier_)) : "";
  }
  /// "src, dst and avg_ms".
  [[nodiscard]] std::string names() const {
    return fmt::format("{}, {} and {}", shown_key(csv_.name_of(from_)),
                       shown_key(csv_.name_of(to_)), shown_key(csv_.name_of(value_)));
  }

 private:
  [[nodiscard]] bool is_other(const std::optional<CsvColumn>& tier) const {
    return tier && csv_.text(*tier) != tier_;
  }
  [[nodiscard]] bool succeeded() const {
    const std::string_view text = csv_.text(*success_);
    for (const char* const yes : {"True", "true", "TRUE", "1"}) {
      if (text == yes) return true;
    }
    for (const char* const no : {"False", "false", "FALSE", "0"}) {
      if (text == no) return false;
    }
    if (says_nothing(text)) return false;
    csv_.fail(*success_, "must be True or False");
  }

  const CsvTable& csv_;
  std::string tier_;
  CsvColumn from_{};
  CsvColumn to_{};
  CsvColumn value_{};
  std::optional<CsvColumn> from_tier_;
  std::optional<CsvColumn> to_tier_;
  std::optional<CsvColumn> success_;
};

/// Takes all rows of a file, each divided by a number. A value of 0, which no measurement can give,
/// is none.
void take_rows(CsvTable& csv, const PairColumns& columns, double divisor, const char* unit,
               MeasuredLinks& links) {
  const Bounds bounds = Bounds::between(0.0, most_sample * divisor).in(unit);
  while (csv.next()) {
    const auto reason = columns.unused();
    const double sample = reason ? 0.0 : csv.number(columns.value(), bounds) / divisor;
    if (sample > 0.0) {
      links.add(columns.from(), columns.to(), sample);
    } else {
      links.drop(columns.from(), columns.to(), reason.value_or(UnusedSample::without_value));
    }
  }
}

std::string note_on(const CsvTable& csv, const PairColumns& columns, std::string_view unit) {
  return fmt::format("{}: read {}: {} in {}{}", csv.file_name(), counted(csv.rows(), "row"),
                     columns.names(), unit, columns.tier_text());
}

/// A unit of throughputs, and the columns that are in it.
struct ThroughputUnit {
  const char* name;
  double in_gbit_per_s;  ///< so many are one
  std::vector<std::string> columns;
};

const std::array<ThroughputUnit, 3>& throughput_units() {
  static const std::array<ThroughputUnit, 3> units = {{
      {"bit/s", 1e9, {"throughput_received", "throughput_recieved", "bit_per_s", "bps"}},
      {"Mbit/s", 1e3, {"mbit_per_s", "mbps"}},
      {"Gbit/s", 1.0, {"recv_gbps", "gbit_per_s", "gbps"}},
  }};
  return units;
}

/// The unit that the user says, or else the column's.
const ThroughputUnit& unit_of(const CsvTable& csv, CsvColumn column, const LinkReading& reading) {
  const std::string& name = csv.name_of(column);
  for (const ThroughputUnit& unit : throughput_units()) {
    const bool of_column =
        std::find(unit.columns.begin(), unit.columns.end(), name) != unit.columns.end();
    if (reading.unit ? *reading.unit == unit.name : of_column) return unit;
  }
  throw InputError(fmt::format(
      "{}: the unit of the column '{}' is not known; allowed: --unit with one of bit/s, "
      "Mbit/s, Gbit/s",
      csv.file_name(), shown_key(name)));
}

/// avg of avg, avg_ms and avg_rtt.
std::string statistic_of(const std::string& text) {
  for (const char* const end : {"_ms", "_rtt"}) {
    if (text.ends_with(end)) return text.substr(0, text.size() - std::string_view(end).size());
  }
  return text;
}

/// The key of the region that a name in a file refers to; the name itself if there is none.
std::string full_key(std::string_view name, const RegionKeys& regions) {
  for (const std::string& key : regions.keys()) {
    if (key == name || key.substr(key.find(':') + 1) == name) return key;
  }
  return std::string(name);
}

const Bounds price_bounds = Bounds::between(0.0, most_sample).in("USD/GB");

/// Takes the price of the row in a column.
void add_price(const CsvTable& csv, CsvColumn column, const std::string& from,
               const std::string& to, MeasuredLinks& links) {
  const double price = csv.number(column, price_bounds);
  const auto before = links.median(from, to);
  if (before && *before != price) {
    csv.fail(column, fmt::format("the price from {} to {} is {:g} in a row before; allowed: one "
                                 "price per direction, in all files",
                                 shown_key(from), shown_key(to), *before));
  }
  if (!before) links.add(from, to, price);
}

bool is_internet(std::string_view end, const MeasuredLinks& links) {
  return end == "internet" && !links.regions().find(end);
}

std::string read_price_matrix(CsvTable& csv, MeasuredLinks& links) {
  const CsvColumn origin{0};
  std::vector<std::string> destinations;
  for (const std::string& column : csv.names()) {
    destinations.push_back(full_key(column, links.regions()));
  }
  std::set<std::string, std::less<>> seen;
  while (csv.next()) {
    const std::string from = full_key(csv.filled(origin), links.regions());
    if (!seen.insert(from).second) csv.fail(origin, "has a row already");
    for (std::size_t i = 1; i < destinations.size(); ++i) {
      if (says_nothing(csv.text(CsvColumn(i)))) {
        links.drop(from, destinations[i], UnusedSample::without_value);
      } else {
        add_price(csv, CsvColumn(i), from, destinations[i], links);
      }
    }
  }
  return fmt::format("{}: read {} of {} in USD/GB", csv.file_name(), counted(csv.rows(), "row"),
                     counted(destinations.size() - 1, "price"));
}

bool is_matrix(const CsvTable& csv, const LinkReading& reading) {
  return reading.format ? *reading.format == "matrix" : csv.names().front().empty();
}

}  // namespace

Registry<LinkFormat> link_formats() {
  static constexpr std::array<LinkFormat, 3> formats = {{
      {"skyplane", "the profiles of skyplane-project/skyplane"},
      {"plain", "common names of columns"},
      {"matrix", "transfer prices with a row per origin and a column per destination"},
  }};
  static constexpr Registry registry(formats);
  return registry;
}

std::string read_throughput(ByteSource& source, const std::string& name, const LinkReading& reading,
                            MeasuredLinks& links) {
  CsvTable csv(source, name);
  const auto& units = throughput_units();
  std::vector<std::string> plain;
  for (const std::size_t unit : {2U, 1U, 0U}) {
    plain.insert(plain.end(), units[unit].columns.begin(), units[unit].columns.end());
  }
  const PairColumns columns(csv, reading,
                            role_of("how fast a link is", "--value-column", reading,
                                    {"throughput_received", "throughput_recieved"}, plain));
  const ThroughputUnit& unit = unit_of(csv, columns.value(), reading);
  take_rows(csv, columns, unit.in_gbit_per_s, unit.name, links);
  return note_on(csv, columns, unit.name);
}

std::string read_latency(ByteSource& source, const std::string& name, const LinkReading& reading,
                         const std::string& statistic, MeasuredLinks& links) {
  CsvTable csv(source, name);
  const std::string base = statistic_of(statistic);
  std::vector<std::string> names = {base + "_rtt", base + "_ms"};
  if (std::find(names.begin(), names.end(), statistic) == names.end()) names.push_back(statistic);
  std::vector<std::string> plain = names;
  if (base == "avg") plain.emplace_back("rtt_ms");
  const PairColumns columns(
      csv, reading, role_of("how long a round trip takes", "--statistic", reading, names, plain));
  take_rows(csv, columns, 1.0, "ms", links);
  return note_on(csv, columns, "ms");
}

std::string read_transfer_prices(ByteSource& source, const std::string& name,
                                 const LinkReading& reading, MeasuredLinks& links) {
  CsvTable csv(source, name);
  if (is_matrix(csv, reading)) return read_price_matrix(csv, links);
  const PairColumns columns(csv, reading,
                            role_of("what a transfer costs", "--value-column", reading, {"cost"},
                                    {"usd_per_gb", "transfer_usd_per_gb", "price", "cost"}));
  while (csv.next()) {
    const std::string from = full_key(columns.from(), links.regions());
    const std::string to = full_key(columns.to(), links.regions());
    if (const auto reason = columns.unused()) {
      links.drop(from, to, *reason);
    } else if (is_internet(from, links) || is_internet(to, links)) {
      links.drop(from, to, UnusedSample::internet);
    } else {
      add_price(csv, columns.value(), from, to, links);
    }
  }
  return note_on(csv, columns, "USD/GB");
}

}  // namespace bacelab
