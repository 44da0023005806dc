#include "experiments/worlds/bandwidth.hpp"

#include <array>

#include "experiments/worlds/bandwidth/access_mean.hpp"
#include "experiments/worlds/bandwidth/equal.hpp"
#include "experiments/worlds/bandwidth/given.hpp"

namespace bacelab {

std::span<const BandwidthInfo> bandwidth_bases() {
  static constexpr std::array<BandwidthInfo, 5> all = {{
      {"access_mean", "each region has an access bandwidth; a link is the mean of its two ends",
       AccessMean::make},
      {"equal", "every link has link_gbps", EqualBandwidth::make},
      {"matrix", "the rows [network.gbps]", GivenBandwidth::make_matrix},
      {"csv", "the column gbit_per_s of network.file", GivenBandwidth::make_csv},
      {"rtt_law",
       "max(rtt_floor_gbps, rtt_intercept_gbps - rtt_slope_gbps_per_ms RTT), RTTs by network.file "
       "or [network.rtt_ms]",
       GivenBandwidth::make_rtt_law},
  }};
  return all;
}

}  // namespace bacelab
