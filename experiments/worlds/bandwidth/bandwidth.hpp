#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/registry.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/worlds/bandwidth/given_links.hpp"
#include "experiments/worlds/process/process.hpp"
#include "experiments/worlds/process/regional.hpp"

namespace bacelab {

/// The links of a cluster and their bandwidths before scaling and fluctuation (MODEL.md section 10;
/// make_links has the whole formula). Immutable: all threads share one.
class BandwidthBase {
 public:
  BandwidthBase() = default;
  BandwidthBase(const BandwidthBase&) = delete;
  BandwidthBase& operator=(const BandwidthBase&) = delete;
  virtual ~BandwidthBase() = default;

  /// Bit/s of each of the links.
  [[nodiscard]] virtual std::vector<double> bit_per_s(const WorldId& world,
                                                      std::span<const RegionModel> regions,
                                                      std::span<const LinkEnds> links) const = 0;
  /// The access bandwidth of each region, bit/s; empty: this base knows none.
  [[nodiscard]] virtual std::vector<double> access_bit_per_s(const WorldId&,
                                                             std::span<const RegionModel>) const {
    return {};
  }
  /// The least that it can be; 0: this base knows none.
  [[nodiscard]] virtual double least_access_bit_per_s() const { return 0.0; }
  /// Is there a link between two regions?
  [[nodiscard]] virtual bool has_link(const LinkEnds&) const { return true; }
  /// What a reader should know of the input, if something.
  [[nodiscard]] virtual std::optional<std::string> note() const { return std::nullopt; }
};

/// The input for reading a bandwidth base.
struct BandwidthSections {
  ConfigSection network;
  std::vector<ConfigSection> regions;  ///< one per region
  const GivenLinks* given = nullptr;   ///< the study's data on single links
};

/// One option for the bandwidth base; a new one is a new file and a line in bandwidth.cpp.
struct BandwidthInfo {
  std::string_view name;
  std::string_view description;
  std::shared_ptr<const BandwidthBase> (*make)(const BandwidthSections&);
};

Registry<BandwidthInfo> bandwidth_bases();

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
  [[nodiscard]] std::vector<double> access_bit_per_s(
      const WorldId& world, std::span<const RegionModel> regions) const override;
  [[nodiscard]] double least_access_bit_per_s() const override {
    return 1e9 * access_gbps_.least();
  }

 private:
  RegionalValue access_gbps_;
};

}  // namespace bacelab
