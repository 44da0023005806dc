#pragma once

#include "experiments/worlds/bandwidth.hpp"

namespace bacelab {

/// The same bandwidth on every link: a given matrix (MODEL.md section 10) of one number.
class EqualBandwidth final : public BandwidthBase {
 public:
  /// `bit_per_s` >= 0.
  explicit EqualBandwidth(double bit_per_s) : bit_per_s_(bit_per_s) {}
  static std::shared_ptr<const BandwidthBase> make(const BandwidthSections& sections);

  [[nodiscard]] std::vector<double> bit_per_s(const WorldId& world,
                                              std::span<const RegionModel> regions,
                                              std::span<const LinkEnds> links) const override;

 private:
  double bit_per_s_;
};

}  // namespace bacelab
