#include "experiments/worlds/import/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/csv_table.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/import/imported.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_known_keys = 10'000;

/// The key of the region that a name of the matrix refers to; the name itself if there is none.
std::string full_key(const std::string& name, const RegionKeys& regions) {
  for (const std::string& key : regions.keys()) {
    if (key == name || key.substr(key.find(':') + 1) == name) return key;
  }
  return name;
}

}  // namespace

void MeasuredLinks::add(std::string_view from, std::string_view to, double sample) {
  for (const std::string_view key : {from, to}) {
    if (known_keys_.size() < most_known_keys && !known_keys_.contains(key)) {
      known_keys_.emplace(key);
    }
  }
  const auto a = regions_.find(from);
  const auto b = regions_.find(to);
  if (!a || !b || a == b) {
    ++dropped_;
    return;
  }
  samples_[{*a, *b}].push_back(sample);
  ++taken_;
}

std::optional<double> MeasuredLinks::median(std::size_t from, std::size_t to) const {
  const auto found = samples_.find({from, to});
  if (found == samples_.end()) return std::nullopt;
  std::vector<double> sorted = found->second;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
}

void MeasuredLinks::put_notes(const std::string& figure, std::vector<std::string>& notes) const {
  std::size_t several = 0;
  std::size_t one_way = 0;
  std::size_t both_ways = 0;
  for (const auto& [pair, samples] : samples_) {
    if (samples.size() > 1) ++several;
    const bool back = samples_.contains({pair.second, pair.first});
    if (!back) ++one_way;
    if (back && pair.first < pair.second) ++both_ways;
  }
  notes.push_back(fmt::format("took {} of {}, dropped {} of other regions",
                              counted(taken_, "sample"), figure, dropped_));
  if (several > 0) {
    notes.push_back(fmt::format("{} with several samples of {}: their median",
                                counted(several, "direction"), figure));
  }
  if (both_ways > 0) {
    notes.push_back(fmt::format("{} measured in both directions: the worse counts",
                                counted(both_ways, "link")));
  }
  if (one_way > 0) {
    notes.push_back(fmt::format("{} measured in one direction only: it stands for both",
                                counted(one_way, "link")));
  }
}

void MeasuredLinks::require_all(const std::string& file) const {
  const std::vector<std::string> known(known_keys_.begin(), known_keys_.end());
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    if (known_keys_.contains(regions_.key(i)) || known.size() == most_known_keys) continue;
    throw InputError(fmt::format("{}: has no region '{}'{}", file, shown_key(regions_.key(i)),
                                 did_you_mean(regions_.key(i), known)));
  }
  for (std::size_t a = 0; a < regions_.size(); ++a) {
    for (std::size_t b = a + 1; b < regions_.size(); ++b) {
      if (median(a, b) || median(b, a)) continue;
      throw InputError(fmt::format(
          "{}: nothing is known of {} and {} in either direction; choose other regions, or leave "
          "such links out with --allow-missing",
          file, shown_key(regions_.key(a)), shown_key(regions_.key(b))));
    }
  }
}

LinkTable link_table_of(const std::vector<MeasuredFigure>& figures) {
  LinkTable table;
  const RegionKeys& regions = figures.front().links.regions();
  for (std::size_t a = 0; a < regions.size(); ++a) {
    for (std::size_t b = 0; b < regions.size(); ++b) {
      LinkFigures of_direction;
      for (const MeasuredFigure& measured : figures) {
        if (const auto value = measured.links.median(a, b)) {
          of_direction.*measured.figure = *value * measured.factor;
        }
      }
      if (of_direction != LinkFigures()) table.add(regions.name(a), regions.name(b), of_direction);
    }
  }
  return table;
}

Imported<MeasuredLinks> import_latency(ByteSource& source, const std::string& name,
                                       const RegionKeys& regions, const std::string& statistic) {
  CsvTable csv(source, name);
  const CsvColumn from = csv.column("src");
  const CsvColumn to = csv.column("dst");
  const CsvColumn rtt = csv.column(statistic);
  Imported<MeasuredLinks> result = {MeasuredLinks(regions), {}};
  while (csv.next()) {
    result.content.add(csv.filled(from), csv.filled(to),
                       csv.number(rtt, Bounds::between(0.0, 1e6).in("ms")));
  }
  result.notes.push_back(fmt::format("{}: read {}", name, counted(csv.rows(), "row")));
  result.content.put_notes("round-trip time (" + statistic + ")", result.notes);
  return result;
}

Imported<MeasuredLinks> import_throughput(ByteSource& source, const std::string& name,
                                          const RegionKeys& regions, const std::string& tier) {
  CsvTable csv(source, name);
  const CsvColumn from = csv.column("src");
  const CsvColumn to = csv.column("dst");
  const CsvColumn gbps = csv.column("recv_gbps");
  const auto from_tier = csv.find("src_tier");
  const auto to_tier = csv.find("dst_tier");
  Imported<MeasuredLinks> result = {MeasuredLinks(regions), {}};
  std::size_t other_tiers = 0;
  while (csv.next()) {
    const double sample = csv.number(gbps, Bounds::between(0.0, 1e6).in("Gbit/s"));
    const bool other =
        (from_tier && csv.text(*from_tier) != tier) || (to_tier && csv.text(*to_tier) != tier);
    if (other) {
      ++other_tiers;
    } else {
      result.content.add(csv.filled(from), csv.filled(to), sample);
    }
  }
  result.notes.push_back(fmt::format("{}: read {}", name, counted(csv.rows(), "row")));
  if (other_tiers > 0) {
    result.notes.push_back(fmt::format("dropped {} of another network tier than {} at either end",
                                       counted(other_tiers, "row"), tier));
  }
  result.content.put_notes("throughput", result.notes);
  return result;
}

Imported<MeasuredLinks> import_transfer_prices(ByteSource& source, const std::string& name,
                                               const RegionKeys& regions) {
  CsvTable csv(source, name);
  const CsvColumn origin{0};
  std::vector<std::string> destinations;
  for (const std::string& column : csv.names()) destinations.push_back(full_key(column, regions));
  Imported<MeasuredLinks> result = {MeasuredLinks(regions), {}};
  std::set<std::string, std::less<>> seen;
  while (csv.next()) {
    const std::string from = full_key(std::string(csv.filled(origin)), regions);
    if (!seen.insert(from).second) csv.fail(origin, "has a row already");
    for (std::size_t i = 1; i < destinations.size(); ++i) {
      const auto price = csv.optional_number(CsvColumn(i), Bounds::between(0.0, 1e6).in("USD/GB"));
      if (price) result.content.add(from, destinations[i], *price);
    }
  }
  result.notes.push_back(fmt::format("{}: read {} of {}", name, counted(csv.rows(), "row"),
                                     counted(destinations.size() - 1, "price")));
  result.content.put_notes("transfer price", result.notes);
  return result;
}

}  // namespace bacelab
