#pragma once

#include "experiments/worlds/arrivals.hpp"
#include "experiments/worlds/arrivals/rate.hpp"

namespace bacelab {

/// A Poisson process: independent exponential gaps of mean 1/rate, the first before the first job.
class PoissonArrivals final : public ArrivalProcess {
 public:
  explicit PoissonArrivals(const ArrivalRate& rate) : rate_(rate) {}
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
  [[nodiscard]] ArrivalTheory theory(const ArrivalContext& context) const override;

 private:
  ArrivalRate rate_;
};

}  // namespace bacelab
