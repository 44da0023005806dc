#pragma once

#include "experiments/worlds/arrivals.hpp"
#include "experiments/worlds/arrivals/rate.hpp"

namespace bacelab {

/// A Poisson process: t_i = t_(i-1) + e_i / rate, t_(-1) = 0, e independent exponential numbers of
/// mean 1, so that the first gap is before the first job (Law, Simulation Modeling and Analysis,
/// chapter 6, models of arrival processes). `rate` in jobs an hour, > 0, or a load (ArrivalRate).
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
