#pragma once

#include <optional>
#include <string>
#include <utility>

#include "experiments/worlds/bandwidth/bandwidth.hpp"
#include "experiments/worlds/process/regional.hpp"

namespace bacelab {

/// An individual bandwidth for every link, the same in all worlds (MODEL.md section 10). Links
/// without one don't exist.
class GivenBandwidth final : public BandwidthBase {
 public:
  /// In Gbit/s, >= 0. `note`: on directions that differ.
  explicit GivenBandwidth(PairValues gbps, std::optional<std::string> note = {})
      : gbps_(std::move(gbps)), note_(std::move(note)) {}
  /// Of the study's rows [network.gbps]: of two directions the smaller one, min(b_AB, b_BA).
  static std::shared_ptr<const BandwidthBase> make_matrix(const BandwidthSections& sections);
  /// Of the column gbit_per_s of the links file, reduced in the same way.
  static std::shared_ptr<const BandwidthBase> make_csv(const BandwidthSections& sections);
  /// Gbit/s by a law of the round-trip time, max(floor, intercept - slope RTT), intercept and floor
  /// in Gbit/s, slope in Gbit/s per ms, RTT in ms, all >= 0: a straight line through measured
  /// values, and as good as they are (a window W alone would allow W / RTT). By default 4.91 -
  /// 0.00875 RTT/ms, at least 0.3, a fit to iperf3 between AWS regions (Skyplane, NSDI 2023;
  /// residual standard deviation 0.09).
  static std::shared_ptr<const BandwidthBase> make_rtt_law(const BandwidthSections& sections);

  [[nodiscard]] std::vector<double> bit_per_s(const WorldId& world,
                                              std::span<const RegionModel> regions,
                                              std::span<const LinkEnds> links) const override;
  [[nodiscard]] bool has_link(const LinkEnds& ends) const override {
    return gbps_.of(ends).has_value();
  }
  [[nodiscard]] std::optional<std::string> note() const override { return note_; }

 private:
  PairValues gbps_;
  std::optional<std::string> note_;
};

}  // namespace bacelab
