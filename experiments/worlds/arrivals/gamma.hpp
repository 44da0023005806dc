#pragma once

#include "experiments/worlds/arrivals.hpp"
#include "experiments/worlds/arrivals/rate.hpp"

namespace bacelab {

/// A renewal process: independent gamma gaps of mean 1/rate and coefficient of variation cv, that
/// is of shape 1/cv^2 and scale cv^2/rate. cv = 1 is a Poisson process, below it arrivals are more
/// regular, above it they come in clusters. The first gap, before the first job, is drawn like all
/// others (an ordinary renewal process, not the equilibrium one; Cox, Renewal Theory, 1962), so
/// that all gaps have one law. `rate` in jobs an hour, > 0, or a load (ArrivalRate); cv has no
/// unit.
class GammaArrivals final : public ArrivalProcess {
 public:
  /// `cv` in [0.01, 10].
  GammaArrivals(const ArrivalRate& rate, double cv) : rate_(rate), cv_(cv) {}
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
  [[nodiscard]] ArrivalTheory theory(const ArrivalContext& context) const override;

 private:
  ArrivalRate rate_;
  double cv_;
};

}  // namespace bacelab
