#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/index.hpp"
#include "experiments/random/stream.hpp"

namespace bacelab {

/// A region as a study describes it: the properties that are the same in every world.
struct RegionModel {
  std::string name;
  double pue = 1.0;
  double utc_offset_hours = 0.0;
  std::optional<int> gpus;                        ///< none: drawn
  std::optional<double> internal_bit_per_s = {};  ///< none: RegionsModel::internal
  std::optional<GpuType> gpu = {};                ///< none: WorldModel::gpu
};

/// A number for undirected pairs of regions; a pair may have none.
class PairValues {
 public:
  explicit PairValues(std::size_t regions) : regions_(regions), values_(regions * regions) {}

  void set(const LinkEnds& ends, double value) {
    values_[index(ends.a, ends.b)] = value;
    values_[index(ends.b, ends.a)] = value;
  }
  [[nodiscard]] std::optional<double> of(const LinkEnds& ends) const {
    return values_[index(ends.a, ends.b)];
  }

 private:
  [[nodiscard]] std::size_t index(RegionIndex a, RegionIndex b) const {
    return a.value() * regions_ + b.value();
  }

  std::size_t regions_;
  std::vector<std::optional<double>> values_;
};

/// A number for every region: given, or else drawn uniformly from a range, low + (high - low) u,
/// each region from its own stream (MODEL.md section 10).
class RegionalValue {
 public:
  RegionalValue() = default;
  /// `given` has one entry per region; regions without a value draw from [low, high], low <= high.
  RegionalValue(std::vector<std::optional<double>> given, double low, double high)
      : given_(std::move(given)), low_(low), high_(high) {}

  /// The value of a region in a world.
  [[nodiscard]] double of(RegionIndex region, std::string_view name, std::string_view purpose,
                          const WorldId& world) const {
    if (const auto& value = given_[region.value()]) return *value;
    return low_ + (high_ - low_) * RandomStream(world, purpose, name).uniform(0);
  }
  /// The least value that any region can have; there must be a region.
  [[nodiscard]] double least() const {
    double least = std::numeric_limits<double>::infinity();
    for (const auto& value : given_) least = std::min(least, value.value_or(low_));
    return least;
  }

 private:
  std::vector<std::optional<double>> given_;
  double low_ = 0.0;
  double high_ = 0.0;
};

}  // namespace bacelab
