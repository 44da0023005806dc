#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/cluster/topology.hpp"

namespace bacelab {

/// A number for pairs of regions, without direction; not every pair must have one.
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

}  // namespace bacelab
