#include "experiments/worlds/bandwidth/access_mean.hpp"

namespace bacelab {

std::shared_ptr<const BandwidthBase> AccessMean::make(const BandwidthSections& sections) {
  const Bounds gbps = Bounds::non_negative().in("Gbit/s");
  const double low = sections.network.number("access_gbps_low", 25.0, gbps,
                                             "Lowest access bandwidth of a region that is drawn");
  const double high = sections.network.number("access_gbps_high", 100.0, gbps,
                                              "Highest access bandwidth that is drawn");
  if (high < low) {
    sections.network.fail("access_gbps_high", "is below access_gbps_low",
                          "at least access_gbps_low");
  }
  std::vector<std::optional<double>> given;
  for (const ConfigSection& region : sections.regions) {
    given.push_back(region.optional_number(
        "access_gbps", gbps, "Access bandwidth of this region; drawn if it is not given"));
  }
  return std::make_shared<AccessMean>(RegionalValue(std::move(given), low, high));
}

std::vector<double> AccessMean::bit_per_s(const WorldId& world,
                                          std::span<const RegionModel> regions,
                                          std::span<const LinkEnds> links) const {
  std::vector<double> access;
  for (std::size_t r = 0; r < regions.size(); ++r) {
    access.push_back(1e9 *
                     access_gbps_.of(RegionIndex(r), regions[r].name, "access_bandwidth", world));
  }
  std::vector<double> means;
  means.reserve(links.size());
  for (const LinkEnds& link : links) {
    means.push_back(0.5 * (access[link.a.value()] + access[link.b.value()]));
  }
  return means;
}

}  // namespace bacelab
