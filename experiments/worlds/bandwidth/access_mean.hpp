#pragma once

#include "experiments/worlds/bandwidth.hpp"
#include "experiments/worlds/regional_value.hpp"

namespace bacelab {

/// Every region r has an access bandwidth a_r, given or drawn uniformly from [low, high]; a link
/// has the mean of its ends, (a_A + a_B) / 2 (MODEL.md section 10).
class AccessMean final : public BandwidthBase {
 public:
  /// In Gbit/s, >= 0.
  explicit AccessMean(RegionalValue access_gbps) : access_gbps_(std::move(access_gbps)) {}
  static std::shared_ptr<const BandwidthBase> make(const BandwidthSections& sections);

  [[nodiscard]] std::vector<double> bit_per_s(const WorldId& world,
                                              std::span<const RegionModel> regions,
                                              std::span<const LinkEnds> links) const override;

 private:
  RegionalValue access_gbps_;
};

}  // namespace bacelab
