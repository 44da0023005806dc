#include "experiments/worlds/bandwidth/equal.hpp"

namespace bacelab {

std::shared_ptr<const BandwidthBase> EqualBandwidth::make(const BandwidthSections& sections) {
  const double gbps = sections.network.required_number(
      "link_gbps", Bounds::non_negative().in("Gbit/s"), "Bandwidth of every link");
  return std::make_shared<EqualBandwidth>(1e9 * gbps);
}

std::vector<double> EqualBandwidth::bit_per_s(const WorldId&, std::span<const RegionModel>,
                                              std::span<const LinkEnds> links) const {
  return std::vector<double>(links.size(), bit_per_s_);
}

}  // namespace bacelab
