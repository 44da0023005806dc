#pragma once

#include <memory>

#include "experiments/config/section.hpp"
#include "experiments/worlds/modulation.hpp"

namespace bacelab {

/// exp(z - sigma^2/2), z a stationary AR(1) of standard deviation sigma, correlation time tau and
/// step delta: z_0 = sigma n_0, z_i = phi z_(i-1) + sigma sqrt(1 - phi^2) n_i, phi =
/// exp(-delta/tau). Its mean is 1.
class LognormalAr1 final : public ModulationModel {
 public:
  /// Times in s, all positive.
  LognormalAr1(double sigma, double correlation_s, double step_s);
  /// Reads `sigma`, `correlation_hours` and `step_hours`; null if sigma is 0.
  static std::shared_ptr<const ModulationModel> read(const ConfigSection& section);

  [[nodiscard]] std::unique_ptr<Modulation> make(const ModulationOwner& owner) const override;

 private:
  double sigma_;
  double phi_;
  double step_s_;
};

}  // namespace bacelab
