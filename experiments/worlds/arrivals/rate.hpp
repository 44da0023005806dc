#pragma once

#include <optional>

#include "experiments/worlds/arrivals.hpp"

namespace bacelab {

/// How many jobs arrive a second on average: given, or such that the GPUs have a given load,
/// load = rate * mean(k* T(k*) N) / all GPUs (MODEL.md section 10), a number without unit. Each is
/// > 0; a load of 1 or more is one that the GPUs can't keep up with.
class ArrivalRate {
 public:
  /// Reads `rate_per_hour` or `load`, exactly one of them.
  explicit ArrivalRate(const ConfigSection& section);

  /// Jobs a second in this world.
  [[nodiscard]] double per_second(const ArrivalContext& context) const;

 private:
  std::optional<double> rate_per_hour_;
  std::optional<double> load_;
};

}  // namespace bacelab
