#include "experiments/study/world_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "experiments/study/gpu_reader.hpp"
#include "experiments/study/listed_tables.hpp"

namespace bacelab {

namespace {

constexpr double most_gpus = 1e6;
constexpr double most_regions = 2'500;  // with three million links, read in a second
constexpr ListedTables region_tables = {"region", "Settings of single regions",
                                        "there is no such region", "regions.names"};

/// "R000" to "R255": as many digits as the last one needs.
std::vector<std::string> numbered_names(std::int64_t count) {
  const std::size_t digits = std::to_string(count - 1).size();
  std::vector<std::string> names;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    names.push_back("R" + std::string(digits - number.size(), '0') + number);
  }
  return names;
}

/// The names that a study without names has tables for, and enough that large jobs fit.
config::Value names_to_read_on(const ConfigSection& root) {
  constexpr std::size_t enough = 8;
  std::vector<std::string> names;
  for (const NamedSection& region : root.named_tables("region", "Regions that differ")) {
    names.push_back(region.name);
  }
  for (std::size_t i = 0; names.size() < enough; ++i) names.push_back(fmt::format("R{}", i));
  return config::to_value(names);
}

std::vector<std::string> read_names(const ConfigSection& section) {
  auto names = section.texts("names", {}, "Names of the regions, in order; these or count",
                             Repeats::refused);
  const auto count =
      section.optional_integer("count", Bounds::between(1, most_regions),
                               "Number of regions, called R0, R1 ...; this or names");
  if (count && !names.empty()) {
    section.fail("count", "the regions have names already, by regions.names", "one of the two");
  }
  if (count) return numbered_names(*count);
  if (names.empty()) {
    section.fail_missing("names", "a study needs regions", "a list of names, or count",
                         names_to_read_on(section.root()));
  }
  if (static_cast<double>(names.size()) > most_regions) {
    section.fail("names", fmt::format("there are {} regions", names.size()),
                 fmt::format("at most {}", most_regions));
  }
  for (const std::string& name : names) {
    // link_owner() relies on names without line breaks.
    const bool broken = name.find('\n') != std::string::npos;
    if (name.empty() || broken) {
      section.fail("names", broken ? "a name has a line break" : "a name is empty",
                   "names of one line");
    }
  }
  return names;
}

std::optional<double> read_internal(const ConfigSection& section, const char* documentation) {
  const auto gbps =
      section.optional_number("internal_gbps", Bounds::positive().in("Gbit/s"), documentation);
  return gbps ? std::optional(1e9 * *gbps) : std::nullopt;
}

/// What regions without an internal bandwidth of their own have.
void read_internal_of_all(const ConfigSection& section, RegionsModel& model) {
  const std::string access = "access";
  const std::string chosen =
      section.choice("internal", "unlimited", {"unlimited", access},
                     "Internal bandwidth of regions without one in Gbit/s: unlimited, or the "
                     "region's access bandwidth");
  const auto of_all = read_internal(
      section, "Internal bandwidth, between two GPUs of a region; jobs do not share it");
  if (chosen == access) model.internal = InternalBandwidth::access;
  if (!of_all) return;
  if (chosen == access) {
    section.fail("internal_gbps", "the internal bandwidths are the access bandwidths (internal)",
                 "one of the two");
  }
  for (RegionModel& region : model.regions) {
    if (!region.internal_bit_per_s) region.internal_bit_per_s = of_all;
  }
}

RegionModel read_region(const std::string& name, double pue, const ConfigSection& section) {
  RegionModel region;
  region.name = name;
  region.pue = section
                   .optional_number("pue", Bounds::at_least(1.0),
                                    "Power usage effectiveness; default: regions.pue")
                   .value_or(pue);
  region.utc_offset_hours =
      section.number("utc_offset_hours", 0.0, Bounds::between(-12.0, 14.0), "Local time minus UTC");
  if (const auto gpus = section.optional_integer("gpus", Bounds::between(1, most_gpus),
                                                 "GPUs of this region; drawn if not set")) {
    region.gpus = static_cast<int>(*gpus);
  }
  region.internal_bit_per_s =
      read_internal(section, "Internal bandwidth of this region; default: that of all regions");
  return region;
}

/// The GPUs of a cluster are counted in an int.
void require_countable(const ConfigSection& section, const RegionsModel& model) {
  constexpr int most = std::numeric_limits<int>::max();
  const int choice = *std::max_element(model.gpu_choices.begin(), model.gpu_choices.end());
  std::int64_t together = 0;
  for (const RegionModel& region : model.regions) together += region.gpus.value_or(choice);
  if (together <= most) return;
  section.fail("gpus_from", fmt::format("the regions may have {} GPUs together", together),
               fmt::format("at most {} together", most));
}

}  // namespace

RegionsReading read_regions(const ConfigSection& root, const GpuType& gpu) {
  const ConfigSection section = root.table("regions", "All regions");
  const auto names = read_names(section);
  const auto choices =
      section.integers("gpus_from", {16, 32, 64, 128}, Bounds::between(1, most_gpus),
                       "A region's GPUs are drawn from this list, each entry equally likely");
  const double pue =
      section.number("pue", 1.0, Bounds::at_least(1.0),
                     "Power usage effectiveness of regions that don't set their own");
  // Before the regions, whose tables then stand together in a resolved study.
  const std::vector<std::string> gpu_types = gpu_type_names(root);
  require_listed(root, region_tables, names);

  RegionsReading reading;
  for (const std::int64_t choice : choices) {
    reading.model.gpu_choices.push_back(static_cast<int>(choice));
  }
  for (const std::string& name : names) {
    reading.sections.push_back(
        root.table(region_tables.key, region_tables.documentation).table(name, "One region"));
    reading.model.regions.push_back(read_region(name, pue, reading.sections.back()));
    reading.model.regions.back().gpu = read_region_gpu(reading.sections.back(), gpu_types, gpu);
  }
  read_internal_of_all(section, reading.model);
  require_countable(section, reading.model);
  return reading;
}

}  // namespace bacelab
