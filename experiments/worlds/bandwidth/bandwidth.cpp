#include "experiments/worlds/bandwidth/bandwidth.hpp"

#include <array>

#include "experiments/worlds/bandwidth/given.hpp"

namespace bacelab {

namespace {

constexpr auto all_bandwidth_bases = std::to_array<BandwidthInfo>({
    {"access_mean", "each region has an access bandwidth; a link is the mean of its two ends",
     AccessMean::make},
    {"equal", "every link has link_gbps", EqualBandwidth::make},
    {"matrix", "the rows [network.gbps]", GivenBandwidth::make_matrix},
    {"csv", "the column gbit_per_s of network.file", GivenBandwidth::make_csv},
    {"rtt_law",
     "max(rtt_floor_gbps, rtt_intercept_gbps - rtt_slope_gbps_per_ms RTT), RTTs by network.file "
     "or [network.rtt_ms]",
     GivenBandwidth::make_rtt_law},
});

}  // namespace

Registry<BandwidthInfo> bandwidth_bases() {
  static constexpr Registry registry(all_bandwidth_bases);
  return registry;
}

std::shared_ptr<const BandwidthBase> EqualBandwidth::make(const BandwidthSections& sections) {
  const double gbps = sections.network.required_number(
      "link_gbps", Bounds::non_negative().in("Gbit/s"), "Bandwidth of every link");
  return std::make_shared<EqualBandwidth>(1e9 * gbps);
}

std::vector<double> EqualBandwidth::bit_per_s(const WorldId&, std::span<const RegionModel>,
                                              std::span<const LinkEnds> links) const {
  return std::vector<double>(links.size(), bit_per_s_);
}

std::shared_ptr<const BandwidthBase> AccessMean::make(const BandwidthSections& sections) {
  const Bounds gbps = Bounds::non_negative().in("Gbit/s");
  const double low = sections.network.number("access_gbps_low", 25.0, gbps,
                                             "Lowest access bandwidth that is drawn for a region");
  const double high = sections.network.number(
      "access_gbps_high", 100.0, gbps, "Highest access bandwidth that is drawn for a region");
  if (high < low) {
    sections.network.fail("access_gbps_high", "is below access_gbps_low",
                          "at least access_gbps_low");
  }
  std::vector<std::optional<double>> given;
  for (const ConfigSection& region : sections.regions) {
    given.push_back(region.optional_number("access_gbps", gbps,
                                           "Access bandwidth of this region; drawn if not set"));
  }
  return std::make_shared<AccessMean>(RegionalValue(std::move(given), low, high));
}

std::vector<double> AccessMean::access_bit_per_s(const WorldId& world,
                                                 std::span<const RegionModel> regions) const {
  std::vector<double> access;
  for (std::size_t r = 0; r < regions.size(); ++r) {
    access.push_back(1e9 *
                     access_gbps_.of(RegionIndex(r), regions[r].name, "access_bandwidth", world));
  }
  return access;
}

std::vector<double> AccessMean::bit_per_s(const WorldId& world,
                                          std::span<const RegionModel> regions,
                                          std::span<const LinkEnds> links) const {
  const std::vector<double> access = access_bit_per_s(world, regions);
  std::vector<double> means;
  means.reserve(links.size());
  for (const LinkEnds& link : links) {
    means.push_back(0.5 * (access[link.a.value()] + access[link.b.value()]));
  }
  return means;
}

}  // namespace bacelab
