#include "experiments/worlds/bandwidth.hpp"

#include <array>

#include "experiments/worlds/bandwidth/access_mean.hpp"
#include "experiments/worlds/bandwidth/equal.hpp"

namespace bacelab {

std::span<const BandwidthInfo> bandwidth_bases() {
  static constexpr std::array<BandwidthInfo, 2> all = {{
      {"access_mean", "each region has an access bandwidth; a link is the mean of its two ends",
       AccessMean::make},
      {"equal", "every link has link_gbps", EqualBandwidth::make},
  }};
  return all;
}

}  // namespace bacelab
