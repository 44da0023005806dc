#pragma once

#include <memory>

#include "experiments/text/section.hpp"
#include "experiments/worlds/modulation/modulation.hpp"

namespace bacelab {

/// exp(z - sigma^2/2), z a stationary AR(1) of standard deviation sigma, correlation time tau and
/// step delta: z_0 = sigma n_0, z_i = phi z_(i-1) + sigma sqrt(1 - phi^2) n_i, phi =
/// exp(-delta/tau). Its mean is 1. Owners move together as far as they share the normal numbers:
/// n_i = sqrt(rho) c_i + sqrt(1 - rho) o_i, c of a stream that all owners of the purpose have in
/// common, o of the owner's; then rho is the correlation of the z of any two of them. Values that
/// are j steps apart have correlation (exp(sigma^2 phi^j) - 1) / (exp(sigma^2) - 1). AR(1): Box and
/// Jenkins, Time Series Analysis, chapter 3; the rest: MODEL.md section 10.
class LognormalAr1 final : public ModulationModel {
 public:
  /// sigma > 0, of the logarithm, without unit; times in s, > 0; rho in [0, 1].
  LognormalAr1(double sigma, double correlation_s, double step_s, double rho = 0.0);
  /// Bandwidths: reads `sigma`, `correlation_hours` (tau) and `step_hours` (delta); null if sigma
  /// is 0.
  static std::shared_ptr<const ModulationModel> read(const ConfigSection& section);
  /// Prices: the same and `region_correlation`, which is rho.
  static std::shared_ptr<const ModulationModel> read_correlated(const ConfigSection& section);

  [[nodiscard]] std::unique_ptr<Modulation> make(const ModulationOwner& owner) const override;
  /// {1, exp(sigma^2) - 1}
  [[nodiscard]] Moments moments(const ModulationOwner& owner) const override;

 private:
  double sigma_;
  double phi_;
  double step_s_;
  double rho_;
};

}  // namespace bacelab
