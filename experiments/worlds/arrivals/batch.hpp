#pragma once

#include "experiments/worlds/arrivals.hpp"

namespace bacelab {

/// All jobs at time 0.
class BatchArrivals final : public ArrivalProcess {
 public:
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
};

}  // namespace bacelab
