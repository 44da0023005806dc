#include "experiments/worlds/bandwidth/given.hpp"

#include <algorithm>
#include <string>

#include "core/registry.hpp"

namespace bacelab {
namespace {

const Bounds gbps_bounds = Bounds::non_negative().in("Gbit/s");

template <class Visit>
void for_each_pair(std::size_t regions, const Visit& visit) {
  for (std::size_t a = 0; a < regions; ++a) {
    for (std::size_t b = a + 1; b < regions; ++b) visit({RegionIndex(a), RegionIndex(b)});
  }
}

enum class MissingLinks { refuse, leave_out };

MissingLinks read_missing(const ConfigSection& network) {
  const std::string chosen = network.choice(
      "missing_links", "refuse", {"refuse", "leave_out"},
      "Pairs of regions without a bandwidth: refuse the study, or leave out their link");
  return chosen == "refuse" ? MissingLinks::refuse : MissingLinks::leave_out;
}

/// Why a link has no value: the file lacks one of its regions, or only the pair.
[[noreturn]] void refuse_pair(const BandwidthSections& sections, const LinkEnds& ends,
                              const char* figure) {
  const GivenLinks& given = *sections.given;
  const std::string a = given.regions()[ends.a.value()];
  const std::string b = given.regions()[ends.b.value()];
  const auto known = given.has_file() ? given.table().regions() : std::vector<std::string>();
  std::string what = "there is no " + std::string(figure) + " of '" + a + "' and '" + b + "'";
  for (const std::string& name : {a, b}) {
    if (known.empty() || std::find(known.begin(), known.end(), name) != known.end()) continue;
    what = "the file has no region '" + name + "'" + did_you_mean(name, known);
    break;
  }
  sections.network.fail("file", what, "all pairs of regions, or missing_links = \"leave_out\"");
}

void require_file(const BandwidthSections& sections, const char* column) {
  if (!sections.given->has_file()) {
    sections.network.fail("file", "the bandwidths need a links file",
                          "a CSV with the columns a, b and " + std::string(column));
  }
}

}  // namespace

std::shared_ptr<const BandwidthBase> GivenBandwidth::make_matrix(
    const BandwidthSections& sections) {
  Matrix matrix = read_matrix(sections.network.table("gbps", "Bandwidths, one row per region"),
                              sections.given->regions(), gbps_bounds, "Gbit/s", Reduction::smaller);
  return std::make_shared<GivenBandwidth>(std::move(matrix.values), std::move(matrix.note));
}

std::shared_ptr<const BandwidthBase> GivenBandwidth::make_csv(const BandwidthSections& sections) {
  require_file(sections, "gbit_per_s");
  const MissingLinks missing = read_missing(sections.network);
  PairValues gbps(sections.given->regions().size());
  for_each_pair(sections.given->regions().size(), [&](const LinkEnds& ends) {
    const auto known = sections.given->of(ends, &LinkFigures::gbit_per_s);
    if (!known && missing == MissingLinks::refuse) refuse_pair(sections, ends, "gbit_per_s");
    if (known) gbps.set(ends, *known);
  });
  const GivenLinks& given = *sections.given;
  return std::make_shared<GivenBandwidth>(
      std::move(gbps),
      note_on_directions(given.table(), given.regions(), &LinkFigures::gbit_per_s));
}

std::shared_ptr<const BandwidthBase> GivenBandwidth::make_rtt_law(
    const BandwidthSections& sections) {
  const double intercept = sections.network.number("rtt_intercept_gbps", 4.91, gbps_bounds,
                                                   "Bandwidth at a round-trip time of 0");
  const double slope =
      sections.network.number("rtt_slope_gbps_per_ms", 0.00875, Bounds::non_negative(),
                              "Bandwidth lost per ms of round-trip time");
  const double floor =
      sections.network.number("rtt_floor_gbps", 0.3, gbps_bounds, "Lowest bandwidth of a link");
  const MissingLinks missing = read_missing(sections.network);
  PairValues gbps(sections.given->regions().size());
  for_each_pair(sections.given->regions().size(), [&](const LinkEnds& ends) {
    const auto rtt = sections.given->rtt_ms(ends);
    if (!rtt && missing == MissingLinks::refuse) refuse_pair(sections, ends, "rtt_ms");
    if (rtt) gbps.set(ends, std::max(floor, intercept - slope * *rtt));
  });
  return std::make_shared<GivenBandwidth>(std::move(gbps));
}

std::vector<double> GivenBandwidth::bit_per_s(const WorldId&, std::span<const RegionModel>,
                                              std::span<const LinkEnds> links) const {
  std::vector<double> bandwidths;
  bandwidths.reserve(links.size());
  for (const LinkEnds& link : links) bandwidths.push_back(1e9 * gbps_.of(link).value_or(0.0));
  return bandwidths;
}

}  // namespace bacelab
