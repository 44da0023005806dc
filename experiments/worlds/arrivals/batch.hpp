#pragma once

#include "experiments/worlds/arrivals.hpp"

namespace bacelab {

/// All jobs at once: t_i = 0 s for every job i (MODEL.md section 10). No parameters.
class BatchArrivals final : public ArrivalProcess {
 public:
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
};

}  // namespace bacelab
