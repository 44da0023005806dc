#include "app/check/assumed_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "app/check/catalog_figures.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

/// The keys of a table that decide; none: all of them.
struct DecidingKeys {
  const char* table;
  std::vector<std::string_view> keys;
};

const std::vector<DecidingKeys>& deciding_keys() {
  static const std::vector<DecidingKeys> all = {
      {"gpu", {"type", "efficiency", "bytes_per_parameter", "idle_power_fraction"}},
      {"pipeline", {"schedule", "split", "best_stages"}},
      {"regions", {"gpus_from", "internal"}},
      {"network",
       {"bandwidth", "access_gbps_low", "access_gbps_high", "link_gbps", "scale", "delay_ms",
        "transfer_usd_per_gb"}},
      {"price", {"usd_per_kwh_low", "usd_per_kwh_high"}},
      {"jobs",
       {"count", "templates", "micro_batches", "micro_batch", "recompute", "tensor_parallel",
        "tensor_efficiency", "data_parallel", "one_region"}},
      {"work", {}},
      {"arrivals", {}}};
  return all;
}

/// A key whose values are drawn for regions that do not set one of their own.
struct Fallback {
  const char* key;
  const char* of_region;
};

constexpr std::array fallbacks = {Fallback{"regions.gpus_from", "gpus"},
                                  Fallback{"network.access_gbps_low", "access_gbps"},
                                  Fallback{"network.access_gbps_high", "access_gbps"},
                                  Fallback{"price.usd_per_kwh_low", "usd_per_kwh"},
                                  Fallback{"price.usd_per_kwh_high", "usd_per_kwh"}};

/// The values of the study by key, and the units of the keys.
struct Assumptions {
  std::map<std::string, std::string> values;
  std::map<std::string, std::string> units;
};

/// Whether no region takes the value of a key, since each has its own.
bool decides_nothing(const Fallback& fallback, const Study& study, const GivenKeys& given) {
  const auto& regions = study.world.regions.regions;
  return std::all_of(regions.begin(), regions.end(), [&](const RegionModel& region) {
    return given.has(path_in("region", region.name, fallback.of_region));
  });
}

Assumptions read_assumptions(const StudyFile& file, const Study& study, const GivenKeys& given) {
  Assumptions found;
  for (const StudyKey& each : file.identity().study) {
    if (!given.has(each.key)) found.values[each.key] = each.value;
  }
  for (const Fallback& fallback : fallbacks) {
    if (decides_nothing(fallback, study, given)) found.values.erase(fallback.key);
  }
  for (const ConfigOption& option : file.keys()) {
    if (option.unit) found.units[option.path] = " " + *option.unit;
  }
  return found;
}

/// "8" for "8.0".
std::string short_value(const std::string& toml) {
  const auto number = number_from<double>(toml);
  return number ? fmt::format("{:g}", *number) : toml;
}

/// "work.median_hours" is a key of "work".
bool is_of(const std::string& path, const DecidingKeys& keys) {
  const std::string table = std::string(keys.table) + ".";
  if (!path.starts_with(table)) return false;
  const std::string_view key = std::string_view(path).substr(table.size());
  return keys.keys.empty() || std::find(keys.keys.begin(), keys.keys.end(), key) != keys.keys.end();
}

std::vector<std::string> values_in(const StudyFile& file, const Assumptions& found,
                                   const DecidingKeys& keys) {
  std::vector<std::string> values;
  for (const StudyKey& each : file.identity().study) {
    const auto value = found.values.find(each.key);
    if (value == found.values.end() || !is_of(each.key, keys)) continue;
    const auto unit = found.units.find(each.key);
    values.push_back(each.key.substr(std::string_view(keys.table).size() + 1) + " " +
                     short_value(value->second) + (unit == found.units.end() ? "" : unit->second));
  }
  return values;
}

/// The figures of GPU types, by table, for people.
std::map<std::string, std::vector<std::string>> figures_by_table(const Study& study,
                                                                 const GivenKeys& given) {
  std::map<std::string, std::vector<std::string>> figures;
  for (const CatalogFigure& one : gpu_figures(given, study)) {
    figures[one.table].push_back(
        fmt::format("{} {:g} {}", one.key, one.value / one.display, one.display_unit));
  }
  return figures;
}

}  // namespace

std::vector<AssumedTable> assumed_tables(const StudyFile& file, const Study& study,
                                         const GivenKeys& given) {
  const Assumptions found = read_assumptions(file, study, given);
  auto figures = figures_by_table(study, given);
  std::vector<AssumedTable> tables;
  for (const DecidingKeys& keys : deciding_keys()) {
    AssumedTable table = {keys.table, values_in(file, found, keys)};
    for (const std::string& figure : figures[keys.table]) table.values.push_back(figure);
    figures.erase(keys.table);
    if (!table.values.empty()) tables.push_back(std::move(table));
  }
  for (const auto& [name, values] : figures) tables.push_back({name, values});
  return tables;
}

}  // namespace bacelab
