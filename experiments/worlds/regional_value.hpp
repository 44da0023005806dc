#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/index.hpp"
#include "experiments/random/stream.hpp"

namespace bacelab {

/// A number for every region: given, or else drawn uniformly from a range, low + (high - low) u,
/// each region from a stream of its own (MODEL.md section 10).
class RegionalValue {
 public:
  RegionalValue() = default;
  /// `given` has an entry a region; regions without a value draw from [low, high], low <= high.
  RegionalValue(std::vector<std::optional<double>> given, double low, double high)
      : given_(std::move(given)), low_(low), high_(high) {}

  /// The value of a region in a world.
  [[nodiscard]] double of(RegionIndex region, std::string_view name, std::string_view purpose,
                          const WorldId& world) const {
    if (const auto& value = given_[region.value()]) return *value;
    return low_ + (high_ - low_) * RandomStream(world, purpose, name).uniform(0);
  }

 private:
  std::vector<std::optional<double>> given_;
  double low_ = 0.0;
  double high_ = 0.0;
};

}  // namespace bacelab
