#pragma once

#include "experiments/worlds/bandwidth.hpp"

namespace bacelab {

/// The same bandwidth on every link.
class EqualBandwidth final : public BandwidthBase {
 public:
  explicit EqualBandwidth(double bit_per_s) : bit_per_s_(bit_per_s) {}
  static std::shared_ptr<const BandwidthBase> make(const BandwidthSections& sections);

  [[nodiscard]] std::vector<double> bit_per_s(const WorldId& world,
                                              std::span<const RegionModel> regions,
                                              std::span<const LinkEnds> links) const override;

 private:
  double bit_per_s_;
};

}  // namespace bacelab
