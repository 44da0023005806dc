#pragma once

#include "experiments/worlds/bandwidth.hpp"
#include "experiments/worlds/regional_value.hpp"

namespace bacelab {

/// Every region has an access bandwidth, given or drawn uniformly; a link has the mean of its ends.
class AccessMean final : public BandwidthBase {
 public:
  /// In Gbit/s.
  explicit AccessMean(RegionalValue access_gbps) : access_gbps_(std::move(access_gbps)) {}
  static std::shared_ptr<const BandwidthBase> make(const BandwidthSections& sections);

  [[nodiscard]] std::vector<double> bit_per_s(const WorldId& world,
                                              std::span<const RegionModel> regions,
                                              std::span<const LinkEnds> links) const override;

 private:
  RegionalValue access_gbps_;
};

}  // namespace bacelab
